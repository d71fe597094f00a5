import type { Locale } from './locales.js';

/** A text, or one with values in it. Plurals are told apart by `plural`. */
type Text = string | ((...values: never[]) => string) | { readonly [name: string]: Text };

/** Texts in every language: a language that lacks one, or has one too many, does not compile. */
export type Catalogue<T extends Record<string, Text>> = Readonly<Record<Locale, Readonly<T>>>;

/** The texts of the first language decide what there is. */
export const catalogue = <T extends Record<string, Text>>(
  en: T,
  others: Record<Exclude<Locale, 'en'>, T>,
): Catalogue<T> => ({
  en,
  ...others,
});

/** The form of a word for a number; Chinese has one form only and needs no call. */
export function plural(locale: Locale, count: number, forms: { one: string; other: string }): string {
  return new Intl.PluralRules(locale).select(count) === 'one' ? forms.one : forms.other;
}
