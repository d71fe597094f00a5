import { folded } from '#kernel/search-index';

/** A stretch of a text, from one place up to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A text in the form in which its words are compared, which knows where each piece of it came from. */
export interface FoldedText {
  readonly text: string;
  /** Of a stretch of the folded text, that of the original: whole letters, with all that stands on them. */
  readonly origin: (stretch: Stretch) => Stretch;
}

const jamo = '\\u1100-\\u11FF\\u3131-\\u318E\\uA960-\\uA97C\\uD7B0-\\uD7FB\\uFFA0-\\uFFDC';
/** What may become one character with what stands before it. */
const joining = `\\p{M}\\uFF9E\\uFF9F${jamo}`;
/** These stay as they are but for their case, in whatever company but that of `joining`. */
const plain = '\\u0000-\\u007F\\u3001\\u3002\\u4E00-\\u9FFF';
const allPlain = new RegExp(`^[${plain}]*$`);
const someJoining = new RegExp(`[${joining}]`, 'u');
const units = new RegExp(`[${plain}]+|[^]`, 'gu');
const joinedUnits = new RegExp(`(?:[${plain}](?![${joining}]))+|[^][${joining}]*`, 'gu');

/** Letter by letter, so that the places stay known though `folded` makes one character of several, or several of one. */
export function foldedWithPlaces(original: string): FoldedText {
  if (allPlain.test(original)) return { text: original.toLowerCase(), origin: (stretch) => stretch };
  const parts: string[] = [];
  const [from, to]: [number[], number[]] = [[], []];
  for (const { 0: unit, index } of original.matchAll(someJoining.test(original) ? joinedUnits : units)) {
    const part = sameSigma(folded(unit, Number.POSITIVE_INFINITY));
    const stays = allPlain.test(unit);
    for (let at = 0; at < part.length; at += 1) {
      from.push(stays ? index + at : index);
      to.push(stays ? index + at + 1 : index + unit.length);
    }
    parts.push(part);
  }
  return { text: parts.join(''), origin: (stretch) => ({ from: from[stretch.from]!, to: to[stretch.to - 1]! }) };
}

/** The one at the end of a word is the same letter; whether it is at the end, a piece of a text does not know. */
export const sameSigma = (text: string): string => text.replaceAll('ς', 'σ');
