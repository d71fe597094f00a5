/** A field of a request. */
export interface Field {
  readonly value: unknown;
  /** Not of its form: 400/10001, and nothing has happened. */
  readonly refused: readonly unknown[];
  /** Taken as if it were not there. */
  readonly ignored: readonly unknown[];
  /** Strange: what comes of it is a rule of the route, and told in an envelope. */
  readonly strange: readonly unknown[];
}
export type Fields = Readonly<Record<string, Field>>;

/** What PostgreSQL cannot hold: NUL, and half a character. */
const unstorable = ['a\u0000b', 'a\ud800b'];
const missing = [undefined, null];
const strangeTexts = [
  'x'.repeat(100_000),
  '💥'.repeat(300),
  `'; drop table member; --`,
  '%_\\',
  '\u202E\u200B',
  '  \n',
];

const made = (value: unknown, refused: readonly unknown[], strange: readonly unknown[] = []): Field => ({
  value,
  refused: [...refused, ...unstorable],
  ignored: [],
  strange,
});

/** Of a body. */
export const id = (value: unknown): Field =>
  made(value, [...missing, '', 'x', String(value), 0, -1, 1.5, 2 ** 53, 1e300, true, [value], {}], [2 ** 53 - 1]);
export const text = (value: string): Field => made(value, [...missing, '', 7, true, [value], { value }], strangeTexts);
/** `refused`: whole numbers that it may not be. */
export const whole = (value: number, refused: readonly number[]): Field =>
  made(value, [...missing, '', String(value), 1.5, 2 ** 53, true, [value], {}, ...refused]);
export const list = (value: readonly unknown[], strange: readonly unknown[] = []): Field =>
  made(value, [...missing, '', 'x', 7, true, {}], strange);
export const flag = (value: boolean): Field => made(value, [...missing, '', 'true', 1, [value], {}]);
/** It may be missing, or null. */
export const maybe = (field: Field): Field => ({
  ...field,
  refused: field.refused.filter((value) => !missing.includes(value as undefined)),
  ignored: missing,
});
/** These of what it is refused to be are left to a rule of the route. */
export const but = (field: Field, ...allowed: readonly unknown[]): Field => ({
  ...field,
  refused: field.refused.filter((value) => !allowed.includes(value)),
  strange: [...field.strange, ...allowed],
});
export const maybeEmpty = (value: string): Field => but(text(value), '');

const huge = '9'.repeat(40);
const ofQuery = (value: unknown, refused: readonly unknown[], strange: readonly unknown[] = []): Field => ({
  value,
  refused: [...refused, 'a\u0000b'],
  ignored: [],
  strange,
});
/** Of a query. */
export const queryId = (value: unknown): Field =>
  ofQuery(value, [undefined, '', 'x', '0', '-1', '1.5', '1e3', ' 1', '0x1', String(2 ** 53), huge, ['1', '2']]);
export const queryText = (value: string): Field => ofQuery(value, [undefined, '', '  ', ['a', 'b']], strangeTexts);
/** Whatever it is, it has an answer. */
export const loose = (value: unknown): Field =>
  ofQuery(value, [], [undefined, '', 'x', '0', '-1', '1.5', huge, ['1', '2'], ...strangeTexts]);
const counted: Field = { ...ofQuery('1', []), ignored: ['', 'x', '0', '-1', '1.5', '1e3', huge, ['1', '2']] };
/** Of every list. */
export const paged: Fields = { page: counted, page_size: counted };
