import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiQuery, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** How the platform API says no: RFC 9457. */
export class ProblemView {
  @ApiProperty({ type: String, example: 'urn:paopao:problem:tenant.slug-taken' })
  type!: string;
  @ApiProperty({ type: String, example: 'This name is taken.' })
  title!: string;
  @ApiProperty({ type: Number, example: 409 })
  status!: number;
  @ApiProperty({ type: String, description: 'The stable name of the problem.', example: 'tenant.slug-taken' })
  error!: string;
  @ApiProperty({ type: [String], required: false, description: 'What is wrong with which part of the request.' })
  fields?: string[];
  @ApiProperty({ type: String, example: '0b6ab0b1-6a25-44c3-a0a8-1a9e2f6f6d8e' })
  request_id!: string;
}

const meanings: Readonly<Record<number, string>> = {
  400: 'The request does not have this form.',
  401: 'The operator token is missing or not valid.',
  403: 'The role of the operator does not allow this.',
  404: 'There is no such thing.',
  409: 'It is not in a state that allows this, or the name is taken.',
  422: 'The values cannot be used.',
  429: 'That was more than is allowed in this time.',
  500: 'Something failed here; the log has it under `request_id`.',
  503: 'There is no room, or the server is stopping.',
};

/** What a platform route answers, and the problems it may answer besides 401, 403 and 500. */
export const ApiAnswer = (status: number, type: Type, ...problems: number[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemView),
    ApiResponse({ status, type, description: 'Done.' }),
    ...[401, 403, 500, ...problems]
      .toSorted((one, other) => one - other)
      .map((problem) =>
        ApiResponse({
          status: problem,
          description: meanings[problem],
          content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemView) } } },
        }),
      ),
  );

/** The query that every platform list understands. */
export const ApiListQuery = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({ name: 'limit', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 }, required: false }),
    ApiQuery({ name: 'cursor', type: String, required: false, description: '`next` of the page before.' }),
  );
