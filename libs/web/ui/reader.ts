import type { Locale } from '#kernel/i18n';
import { type UiTexts, uiTexts } from './ui.texts.js';

/** For whom a page is made: language, time, and the words of the components. */
export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
  readonly say: UiTexts;
}

export const readerOf = (locale: Locale, now: Date, timeZone = 'UTC'): Reader => ({
  locale,
  timeZone,
  now,
  say: uiTexts[locale],
});
