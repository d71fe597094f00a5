import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiExtraModels, ApiProperty, ApiQuery, getSchemaPath } from '@nestjs/swagger';
import { type WireErrorName } from './wire-codes.js';

export interface WireAnswerOptions {
  /** Class of `data`; without it and `page` the answer has no data. */
  readonly data?: Type;
  /** Class of the items of a paged list. */
  readonly page?: Type;
  /** The answer is this one text, and no envelope. */
  readonly text?: string;
  /** What the route may refuse besides what every route may, and what its access brings along. */
  readonly refuses?: readonly WireErrorName[];
}

/** What a route of `/v1` answers. `describeWire` makes the responses of the document of it. */
export const WireAnswer = ({ data, page, text, refuses = [] }: WireAnswerOptions = {}): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(PagerView, ...[data, page].filter((type) => type !== undefined)),
    ApiExtension('x-answer', {
      ...(data && { data: getSchemaPath(data) }),
      ...(page && { page: getSchemaPath(page) }),
      ...(text !== undefined && { text }),
      refuses,
    }),
  );

export type WireAccess = 'anyone' | 'signed-in' | 'unbanned' | 'active' | 'administrator';

/** Who may call a route; set by the decorators that also enforce it. */
export const describeAccess = (access: WireAccess): MethodDecorator & ClassDecorator =>
  applyDecorators(ApiBearerAuth(), ApiExtension('x-access', access));

type QueryValue = 'id' | 'number' | 'text' | readonly string[];
/** `many`: the name may be repeated. */
type QueryField = QueryValue | { readonly many: QueryValue };

/** The query of a GET route: required, unless the name ends with `?`; `paged` adds `page` and `page_size`. */
export function WireQuery(fields: Readonly<Record<string, QueryField>>, { paged = false } = {}): MethodDecorator {
  const number = (name: string, about: string) =>
    ApiQuery({ name, required: false, description: about, schema: { type: 'integer', minimum: 1 } });
  return applyDecorators(
    ...Object.entries(fields).map(([name, field]) =>
      ApiQuery({ name: name.replace('?', ''), required: !name.endsWith('?'), schema: schemaOf(field) }),
    ),
    ...(paged ? [number('page', 'From 1.'), number('page_size', 'Too many are cut to the most there may be.')] : []),
  );
}

const schemaOf = (field: QueryField) =>
  typeof field === 'object' && 'many' in field
    ? { type: 'array' as const, items: valueSchema(field.many) }
    : valueSchema(field);

function valueSchema(field: QueryValue): { type: 'string' | 'integer'; enum?: string[]; minimum?: number } {
  if (field === 'id') return { type: 'integer', minimum: 1 };
  if (field === 'number') return { type: 'integer' };
  return typeof field === 'string' ? { type: 'string' } : { type: 'string', enum: [...field] };
}

/** Of every paged list. */
export class PagerView {
  @ApiProperty({ type: 'integer', minimum: 1 }) page!: number;
  @ApiProperty({ type: 'integer', minimum: 1 }) page_size!: number;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many rows all pages have together.' })
  total_rows!: number;
}
