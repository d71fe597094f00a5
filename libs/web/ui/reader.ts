import type { Locale } from '#kernel/i18n';
import { type UiTexts, uiTexts } from './ui.texts.js';

/** For whom a page is made: language, time, and the words of the components. */
export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
  readonly say: UiTexts;
  /** Nobody can change anything at present: what is sent would be refused, so nothing is offered. */
  readonly isFrozen?: boolean;
}

export const readerOf = (locale: Locale, now: Date, timeZone = 'UTC'): Reader => ({
  locale,
  timeZone,
  now,
  say: uiTexts[locale],
});
