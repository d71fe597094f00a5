import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsInt, IsNotEmpty, IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';

// A field of a request body: what is checked and what the API's description says of it, in one place.

interface FieldOptions {
  readonly optional?: boolean;
  readonly about?: string;
}

const field = (
  { optional = false, about }: FieldOptions,
  schema: object,
  ...checks: PropertyDecorator[]
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ ...schema, required: !optional, ...(about && { description: about }) }),
    ...(optional ? [IsOptional()] : []),
    ...checks,
  );

/** An id as the wire carries it: a number from 1 to 2^53 - 1. */
export const IdField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    IsInt(),
    Min(1),
    Max(Number.MAX_SAFE_INTEGER),
  );

/** A whole number. */
export const IntField = (options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator => {
  const { min = -(2 ** 31), max = 2 ** 31 - 1 } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, IsInt(), Min(min), Max(max));
};

/** A number, with a fraction or not. */
export const NumberField = ({ min, max, ...options }: FieldOptions & { min: number; max: number }): PropertyDecorator =>
  field(options, { type: 'number', minimum: min, maximum: max }, IsNumber(), Min(min), Max(max));

/** A text that is not empty; `empty` lets it be. Lengths are rules of the services, which count characters. */
export const TextField = (options: FieldOptions & { empty?: boolean } = {}): PropertyDecorator =>
  field(options, { type: String }, IsString(), ...(options.empty ? [] : [IsNotEmpty()]));

export const FlagField = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: Boolean }, IsBoolean());

/** An array whose elements are checked one by one elsewhere; `items` is their schema for the description. */
export const ListField = (items: object, options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'array', items }, IsArray());
