import { InvalidRequest } from './app-error.js';

// Parsers for the query of GET routes, where class-validator would cost more than the answer.

export type Query = Record<string, unknown>;

export function idFrom(query: Query, name: string): number {
  const id = looseIdFrom(query, name);
  if (id < 1) throw new InvalidRequest([`${name} must be a positive number`]);
  return id;
}

/** For routes that never refuse an id by its form, as on the original: what is none becomes 0, which nothing has. */
export function looseIdFrom(query: Query, name: string): number {
  const value = query[name];
  const id = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : 0;
  return Number.isSafeInteger(id) ? id : 0;
}

export function textFrom(query: Query, name: string): string {
  const value = query[name];
  if (typeof value !== 'string' || !value.trim()) throw new InvalidRequest([`${name} must not be empty`]);
  return value;
}
