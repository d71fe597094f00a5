import { createHash } from 'node:crypto';
import type { SearchDocument } from './search-index.js';

/** Raised with every change of how a document is cut into words, so that the reconciler puts all of them anew. */
const manner = 2;

/** Sixteen characters that are others when anything of the document is, its revision apart. */
export function digestOf(document: SearchDocument): string {
  const { kind, id, authorId, visibility, isTop, createdAt, activeAt, heat, has, titles, texts, tags, names } =
    document;
  const times = [createdAt.getTime(), activeAt.getTime()];
  const said = [manner, kind, id, authorId, visibility, isTop, ...times, heat, has, titles, texts, tags, names];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}
