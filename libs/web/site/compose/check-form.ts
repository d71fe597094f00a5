import type { Locale } from '#kernel/i18n';
import { uploadTypes } from '#community/media';
import { lengthOf } from '#community/posts';
import type { Settings } from '#community/site';
import { type FieldErrors, textOf } from '#web/shell';
import { spokenNumber } from '#web/ui';
import type { ComposeTexts } from './compose.texts.js';
import { type FailedFile, mostFiles, type SentForm, uploadsByField } from './sent-forms.js';

const longestCover = 100;
const longestAlt = 1000;
const mostCents = 10_000_000;

/** What a person is told before a service would refuse it, in words that are about this form. */
export function checkForm(form: SentForm, settings: Settings, say: ComposeTexts, locale: Locale): FieldErrors {
  const { values, items } = form;
  const { content = '', title = '', cover = '', price = '' } = values;
  const over = lengthOf(content) + lengthOf(title) - settings.tweetMaxLength;
  const numbers = [over, settings.tweetMaxLength].map((number) => spokenNumber(number, locale));
  const errors: [string, string | false | null][] = [
    ['content', !content.trim() && !title.trim() && say.needsText],
    ['content', over > 0 && say.tooLong(numbers[0]!, numbers[1]!)],
    ['cover', lengthOf(cover.trim()) > longestCover && say.coverTooLong],
    ['price', centsOf(price) === null && say.wrongPrice],
    ['files', items.some(({ alt }) => lengthOf(alt) > longestAlt) && say.altTooLong],
    ['files', filesError(form, say, locale)],
  ];
  return Object.fromEntries(errors.filter((error): error is [string, string] => Boolean(error[1])));
}

/** Null: nothing that could be a price. */
export function centsOf(typed: string): number | null {
  const price = typed.trim().replace(/^[¥￥]\s*/, '');
  if (!price) return 0;
  const cents = /^\d{1,6}(?:[.,]\d{1,2})?$/.test(price) ? Math.round(Number(price.replace(',', '.')) * 100) : NaN;
  return cents <= mostCents ? cents : null;
}

/** Which files were not taken, and why; null when all were. */
export function filesError({ failed, brought }: SentForm, say: ComposeTexts, locale: Locale): string | null {
  if (!failed.length) return null;
  const lines = failed.map((file) => say.notTaken(file.called, reasonOf(file, say, locale)));
  return [say.someTaken(brought - failed.length, brought), ...lines].join('\n');
}

/** Why a file was not taken, and what would be. */
export function reasonOf({ type, error }: Omit<FailedFile, 'called'>, say: ComposeTexts, locale: Locale): string {
  if (!error) return say.tooManyFiles(mostFiles);
  const text = textOf(error.code, locale);
  if (error.code === 'upload.type-refused') return say.withHint(text, typesOf(type, say));
  if (error.code === 'upload.too-large') return say.withHint(text, say.largest(megabytesOf(type)));
  return text;
}

function typesOf(type: number, { pictureTypes, filmTypes, fileTypes }: ComposeTexts): string {
  if (type === uploadsByField['pictures']!.type) return pictureTypes;
  return type === uploadsByField['films']!.type ? filmTypes : fileTypes;
}

export function megabytesOf(type: number): string {
  const upload = Object.values(uploadsByField).find((one) => one.type === type)!;
  return String(uploadTypes.get(upload.name)!.largest / 1024 / 1024);
}
