import type { SearchDocument } from '../search-index.js';
import { foldedPieces, isSpaceless, memberSign, pairsOf, signsIn, topicSign, wordsIn } from '../words.js';
import { attachmentTerm, authorTerm, kindTerm } from './filter-terms.js';
import { quotedTerm } from './quoted-term.js';

/** Which part of a document a word stands in. */
type Weight = 'A' | 'B' | 'C' | 'D';

/** No phrase that is looked for leaves so many places free. */
const betweenPieces = 10;
/** What a tsvector can hold of places, and of those of one word. */
const lastPlace = 16_383;
const mostPlaces = 255;

/**
 * A document's words as the text of a tsvector: titles as A, tags as B, texts as C, names as D. A letter of a script
 * without spaces has a place of its own, and a pair of them that of its first. What is filtered by has no place.
 */
export function termVectorOf(document: SearchDocument): string {
  const { kind, authorId, has, titles, texts, tags, names } = document;
  const vector = new TermVector();
  vector.add('A', foldedPieces(titles));
  vector.add('B', foldedPieces(tags));
  vector.add('D', foldedPieces(names));
  vector.add('C', foldedPieces(texts));
  const signs = [...tags.map(topicSign), ...(kind === 'member' ? names.map(memberSign) : [])];
  const filters = [kindTerm(kind), authorTerm(authorId), ...has.map(attachmentTerm)];
  vector.addPlaceless([...signs.filter((sign) => sign !== ''), ...filters]);
  return vector.toString();
}

class TermVector {
  private readonly places = new Map<string, string[]>();
  private next = 1;

  add(weight: Weight, pieces: readonly string[]): void {
    for (const piece of pieces) {
      for (const word of wordsIn(piece)) this.addWord(word, weight);
      this.next += betweenPieces;
      if (weight !== 'D') this.addPlaceless(signsIn(piece));
    }
  }

  addPlaceless(terms: readonly string[]): void {
    for (const term of terms) this.places.set(term, this.places.get(term) ?? []);
  }

  toString(): string {
    return Array.from(this.places, ([term, places]) =>
      places.length === 0 ? quotedTerm(term) : `${quotedTerm(term)}:${places.join()}`,
    ).join(' ');
  }

  private addWord(word: string, weight: Weight): void {
    const letters = isSpaceless(word) ? Array.from(word) : [word];
    const pairs = isSpaceless(word) ? pairsOf(word) : [];
    letters.forEach((letter, index) => {
      this.addTerm(letter, weight);
      if (index < pairs.length) this.addTerm(pairs[index]!, weight);
      this.next += 1;
    });
  }

  private addTerm(term: string, weight: Weight): void {
    const places = this.places.get(term) ?? [];
    this.places.set(term, places);
    if (places.length < mostPlaces) places.push(`${Math.min(this.next, lastPlace)}${weight}`);
  }
}
