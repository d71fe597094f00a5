/** The languages everything is said in. Another one needs a file in each catalogue, and its name here. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** The locale of a tag such as `zh`, `zh-Hans-SG` or `en-GB`; undefined for languages there are no texts in. */
export function localeOf(tag: string): Locale | undefined {
  const language = /^([a-z]{2,3})(-|$)/i.exec(tag.trim())?.[1]?.toLowerCase();
  return locales.find((locale) => locale.split('-')[0] === language);
}

/** What the reader asks for by Accept-Language, as far as there are texts in it; else the community's own. */
export function chooseLocale(acceptLanguage: string | undefined, communityLocale: string): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map(weighed)
    .filter(({ weight }) => weight > 0);
  const ranked = wanted.sort((one, other) => other.weight - one.weight); // stable: the first of equals wins
  for (const { tag } of ranked) {
    const locale = localeOf(tag);
    if (locale) return locale;
  }
  return localeOf(communityLocale) ?? 'en';
}

function weighed(entry: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}
