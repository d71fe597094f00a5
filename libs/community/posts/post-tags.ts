import { InvalidRequest } from '#kernel/http';
import { tagKey } from '#community/topics';
import { lengthOf } from './post-blocks.js';

export { tagKey };

const mostTags = 20;
/** As long as the original keeps them. */
const longestTag = 255;
/** Far more than anybody sends, so that the work for a request has an end. */
const mostGiven = 500;

/**
 * Trimmed, each once in the spelling that came first. Clients take topics out of the text, so one that cannot be kept
 * is left out and the post goes on; a comma is as good as any other character.
 */
export function composeTags(given: readonly unknown[]): string[] {
  if (given.length > mostGiven) throw new InvalidRequest([`tags must have at most ${mostGiven} entries`]);
  const tags = new Map<string, string>();
  for (const tag of given) {
    if (typeof tag !== 'string') throw new InvalidRequest(['each tag must be a text']);
    const name = tag.trim();
    if (isTopic(name) && !tags.has(tagKey(name))) tags.set(tagKey(name), name);
  }
  return [...tags.values()].slice(0, mostTags);
}

/** What a post can have as a topic: without `#`. */
export const isTopic = (name: string): boolean => name !== '' && lengthOf(name) <= longestTag && !/[#<\s]/u.test(name);

const mostMentions = 50;

/** The names of people to tell, each once without regard to case. */
export function composeMentions(given: readonly unknown[]): string[] {
  if (given.length > mostGiven) throw new InvalidRequest([`users must have at most ${mostGiven} entries`]);
  const names = new Map<string, string>();
  for (const name of given) {
    if (typeof name !== 'string') throw new InvalidRequest(['each of users must be a name']);
    const key = name.trim().toLowerCase();
    if (key && !names.has(key)) names.set(key, name.trim());
  }
  return [...names.values()].slice(0, mostMentions);
}
