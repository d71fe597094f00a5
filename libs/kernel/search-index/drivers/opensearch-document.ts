import { digestOf } from '../document-digest.js';
import { meantWords } from '../near-words.js';
import type { SearchDocument, Tombstone } from '../search-index.js';
import { foldedPieces, isSpaceless, memberSign, signsIn, topicSign, wordsIn } from '../words.js';
import type { Analysis } from './opensearch-analysis.js';
import { type Field, runsOf, type StoredDocument } from './opensearch-layout.js';
import type { Shelf } from './opensearch-shelf.js';
import { stretchesOf } from './opensearch-words.js';

export function storedTombstone({ kind, id }: Tombstone, shelf: Shelf): StoredDocument {
  return { tenant: shelf.routing, kind, id, digest: '' };
}

export function storedDocument(document: SearchDocument, shelf: Shelf, analysis: Analysis): StoredDocument {
  const { kind, id, authorId, visibility, isTop, createdAt, activeAt, heat, has } = document;
  const [titles, texts, tags, names] = [document.titles, document.texts, document.tags, document.names].map(
    foldedPieces,
  ) as [string[], string[], string[], string[]];
  const body = [...titles, ...tags, ...texts];
  const whole = [...document.tags.map(topicSign), ...(kind === 'member' ? document.names.map(memberSign) : [])];
  return {
    tenant: shelf.routing,
    kind,
    id,
    digest: digestOf(document),
    living: shelf.own(kind),
    author: shelf.own(authorId),
    visibility: shelf.own(visibility),
    has,
    signs: [...new Set([...body.flatMap(signsIn), ...whole])].filter((sign) => sign !== ''),
    spelling: meantWords([...titles, ...tags, ...names, ...texts]).map(shelf.own),
    is_top: isTop,
    created_at: createdAt.getTime(),
    active_at: activeAt.getTime(),
    heat,
    ...wordsOf('title', titles, analysis),
    ...wordsOf('body', body, analysis),
    ...wordsOf('name', names, analysis),
  };
}

/** Each piece as its words and single letters with spaces between them; and the runs of letters in it. */
function wordsOf(field: Field, pieces: readonly string[], analysis: Analysis): Record<string, string[]> {
  const words = pieces.map(wordsIn);
  const units = words.map((some) => some.flatMap((word) => (isSpaceless(word) ? Array.from(word) : [word])).join(' '));
  const runs = words.flat().filter(isSpaceless);
  return { [field]: units, [runsOf(field)]: runs.flatMap((run) => stretchesOf(run, analysis)) };
}
