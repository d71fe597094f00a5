import { Body, type PipeTransform, type Type, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InvalidRequest } from './app-error.js';
import { UnreadableBody } from './bodies.js';

const pipe = new ValidationPipe({
  transform: true,
  whitelist: true, // what is not known is ignored, as on the original
  stopAtFirstError: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => new InvalidRequest(errors.flatMap((error) => describe(error))),
});

/** A route may be called without any body; its class then says what is missing. */
const object: PipeTransform = {
  transform: (value: unknown) => {
    if (value === undefined || value === null) return {};
    if (value instanceof UnreadableBody) throw new InvalidRequest([value.reason]);
    if (typeof value !== 'object' || Array.isArray(value)) throw new InvalidRequest(['The body must be an object.']);
    return value;
  },
};

/** The body as an instance of its class, or 10001 with what is wrong. */
export const ValidBody = (): ParameterDecorator => Body(object, pipe);

/** The same for a value that is no body, such as the query of a route which may be slow. */
export async function validated<T extends object>(type: Type<T>, value: unknown): Promise<T> {
  return (await pipe.transform(value ?? {}, { type: 'body', metatype: type })) as T;
}

function describe({ property, constraints, children }: ValidationError, path = ''): string[] {
  const own = Object.values(constraints ?? {}).map((text) => `${path}${text}`);
  return [...own, ...(children ?? []).flatMap((child) => describe(child, `${path}${property}.`))];
}
