import type { Texts } from './setting-definition.js';

/** A topic that the owner shows before others, and what they say of it. */
export interface FeaturedTopic {
  readonly name: string;
  /** Empty where they say nothing. */
  readonly about: string;
}

/** As many as a member takes in at one look. */
export const mostFeatured = 20;
/** In characters. */
export const longestTopicWords = 160;

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

/** One on each line: the name and, after a space, what is said of it. */
export function featuredIn(setting: string): FeaturedTopic[] {
  return linesOf(setting).map((line) => {
    const [name = '', ...words] = line.split(' ');
    return { name, about: words.join(' ') };
  });
}

export const featuredText = (topics: readonly FeaturedTopic[]): string =>
  topics.map(({ name, about }) => `${name} ${about}`.trim()).join('\n');

export const unlistedIn = (setting: string): string[] => setting.split(' ').filter(Boolean);

/** What is wrong with such a list, if something is. */
export function refuseFeatured(setting: string): Texts | null {
  const topics = featuredIn(setting);
  if (!linesOf(setting).every((line) => /^[^\s#<]+( \S[^\r\n\t]*)?$/.test(line) && line === line.trim()))
    return [
      'must have one topic on each line: its name without #, and a space before what is said of it',
      '须每行一个话题：不带 # 的名称，空格后写简介',
    ];
  if (topics.length > mostFeatured) return [`must have at most ${mostFeatured} topics`, `最多 ${mostFeatured} 个话题`];
  if (topics.some(({ about }) => Array.from(about).length > longestTopicWords))
    return [
      `must say at most ${longestTopicWords} characters of each topic`,
      `每个话题的简介最多 ${longestTopicWords} 个字`,
    ];
  return refuseDoubles(topics.map(({ name }) => name));
}

export function refuseUnlisted(setting: string): Texts | null {
  if (!/^[^\s#<]+( [^\s#<]+)*$/.test(setting))
    return ['must be names of topics without #, with one space between them', '须为不带 # 的话题名称，以单个空格分隔'];
  return refuseDoubles(unlistedIn(setting));
}

const refuseDoubles = (names: readonly string[]): Texts | null =>
  new Set(names.map(keyOf)).size < names.length ? ['must have each topic once', '同一个话题不能重复'] : null;

const linesOf = (setting: string): string[] => setting.split('\n').filter((line) => line !== '');
