import { AppError, type ErrorName, InvalidRequest, problemOf } from '#kernel/http';
import type { Locale } from '#kernel/i18n';
import type { Visit } from './visit.js';

/** By the name of its field; what is wrong with the whole form stands at ''. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a form shows: what was typed, and what is wrong with it. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
}

export const blank: FormState = { values: {}, errors: {} };

/** The texts of a form that was sent; what is no text counts as empty, and of several under one name the last counts. */
export function valuesOf(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name, typedIn(value)]));
}

const typedIn = (value: unknown): string => {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last.replaceAll('\r\n', '\n') : '';
};

/** Every value under a name, in their order. */
export function listOf(body: unknown, name: string): string[] {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return [value].flat().filter((one): one is string => typeof one === 'string');
}

/**
 * What a refusal says to whoever filled in a form. `fields`: beside which field it stands; others stand above the form.
 * Anything but a refusal, and what says that the thing itself is not to be had, is thrown on.
 */
export function errorsOf(
  thrown: unknown,
  { say, reader }: Visit,
  fields: Partial<Record<ErrorName, string>> = {},
): FieldErrors {
  const isOfForm = thrown instanceof AppError && (fields[thrown.code] !== undefined || isCorrectable(thrown));
  if (!isOfForm) throw thrown;
  const [detail] = thrown instanceof InvalidRequest ? thrown.fields : [];
  const text = detail === undefined ? textOf(thrown.code, reader.locale) : `${say.formRefused} ${detail}`;
  return { [fields[thrown.code] ?? '']: text };
}

/** What a refusal says, in the language of a page. */
export function textOf(name: ErrorName, locale: Locale): string {
  const { en, zh = en }: { en: string; zh?: string } = problemOf(name);
  return locale === 'zh-CN' ? zh : en;
}

/** By doing it another way, or later. */
const isCorrectable = ({ status, code }: AppError): boolean =>
  [400, 403, 409, 413, 422, 429, 503].includes(status) && code !== 'community.members-only';
