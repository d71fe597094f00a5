import { Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { type OperatorAccount, OperatorNotFound } from '#platform/operators';

/** What stands for an operator in the path. */
export const OperatorId = (): ParameterDecorator => Param('id');

export const OperatorIdParam = (): MethodDecorator =>
  ApiParam({ name: 'id', type: String, description: 'Id of the operator, or `me`.', example: '4' });

/** `me` is whoever asks. */
export function operatorIdOf(operator: OperatorAccount, text: string): number {
  if (text === 'me') return operator.id;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new OperatorNotFound(text);
  return Number(text);
}
