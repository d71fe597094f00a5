import { InvalidRequest } from './app-error.js';

// Parsers for the query of GET routes, where class-validator would cost more than the answer.

export type Query = Record<string, unknown>;

export function idFrom(query: Query, name: string): number {
  const value = query[name];
  const id = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : 0;
  if (id < 1 || !Number.isSafeInteger(id)) throw new InvalidRequest([`${name} must be a positive number`]);
  return id;
}

export function textFrom(query: Query, name: string): string {
  const value = query[name];
  if (typeof value !== 'string' || !value.trim()) throw new InvalidRequest([`${name} must not be empty`]);
  return value;
}
