import { idFrom, InvalidRequest, type Query } from '#kernel/http';

export interface AuditPeriod {
  /** Null: from the beginning. */
  readonly from: Date | null;
  /** No longer part of it. */
  readonly to: Date | null;
}

export interface AuditFilter extends AuditPeriod {
  /** Beginnings of words, all of which have to be there. */
  readonly words: readonly string[] | null;
  readonly action: string | null;
  /** Name of an operator, or `platform`. */
  readonly operator: string | null;
  readonly tenant: number | null;
}

const mostWords = 10;

export const auditFilterOf = (query: Query): AuditFilter => ({
  ...auditPeriodOf(query),
  words: wordsOf(textIn(query, 'q')),
  action: textIn(query, 'action'),
  operator: textIn(query, 'operator'),
  tenant: query['tenant'] === undefined ? null : idFrom(query, 'tenant'),
});

export function auditPeriodOf(query: Query): AuditPeriod {
  const period = { from: timeIn(query, 'from'), to: timeIn(query, 'to') };
  if (period.from && period.to && period.from > period.to) throw new InvalidRequest(['from must not be after to']);
  return period;
}

function textIn(query: Query, name: string): string | null {
  const value = query[name];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string' || value.length > 200)
    throw new InvalidRequest([`${name} must be a text of up to 200 characters`]);
  return value;
}

function wordsOf(text: string | null): string[] | null {
  if (text === null) return null;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0 || words.length > mostWords)
    throw new InvalidRequest([`q must have 1 to ${mostWords} words, of letters and digits`]);
  return words;
}

const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/;

function timeIn(query: Query, name: string): Date | null {
  const value = query[name];
  if (value === undefined || value === '') return null;
  const time = typeof value === 'string' && form.test(value) ? new Date(value) : null;
  if (!time || Number.isNaN(time.getTime()))
    throw new InvalidRequest([`${name} must be a time such as 2026-03-01 or 2026-03-01T09:30:00Z`]);
  return time;
}
