import type { SearchKind } from '../search-index.js';
import { analyses, type AnalysisName } from './opensearch-analysis.js';

/** Raised with every change of what stands here, or of how documents are cut for it. */
const version = 1;

export const layoutOf = (analysis: AnalysisName): string => `${analysis}-${version}`;

/** What is searched for words: titles; titles, texts and tags; names. Each has its words, and its runs of letters. */
export type Field = 'title' | 'body' | 'name';
export const runsOf = (field: Field): string => `${field}_runs`;

export const shortestPrefix = 2;
/** Longer beginnings are looked up among the words, of which not many begin so. */
export const longestPrefix = 8;
export const prefixField = (field: Field): string => `${field}._index_prefix`;

/** A document as it is stored, or a tombstone, which lacks all but the first five. */
export interface StoredDocument {
  readonly tenant: string;
  readonly kind: SearchKind;
  readonly id: number;
  readonly digest: string;
  readonly [field: string]: unknown;
}

/** Terms that are only asked for. */
const terms = { type: 'keyword', doc_values: false };
/** Numbers and times that are only sorted by. */
const sorted = (type: string) => ({ type, index: false });

const words = {
  type: 'text',
  analyzer: 'words',
  norms: false,
  index_options: 'positions',
  index_prefixes: { min_chars: shortestPrefix, max_chars: longestPrefix },
};

/** For `PUT /<index>`. */
export function layout(analysis: AnalysisName, shards: number): object {
  const { tokenizer, filter } = analyses[analysis];
  return {
    settings: {
      number_of_shards: shards,
      auto_expand_replicas: '0-1',
      // Said expressly, or it would be off while nobody searches.
      refresh_interval: '500ms',
      // Deleted documents lose their version too, so that `discard` can.
      gc_deletes: '0s',
      // What is one tenant's stands together, so that looking for it passes over all else.
      'sort.field': ['tenant'],
      analysis: {
        analyzer: {
          words: { type: 'custom', tokenizer: 'whitespace' },
          runs: { type: 'custom', tokenizer, filter },
        },
      },
    },
    mappings: {
      _meta: { layout: layoutOf(analysis) },
      dynamic: 'strict',
      _routing: { required: true },
      // Everything is made anew from the database; only the digest is ever read back.
      _source: { includes: ['digest'] },
      properties: { ...facts, ...searched(analysis) },
    },
  };
}

const facts = {
  tenant: { type: 'keyword' },
  kind: terms,
  id: { type: 'long' },
  digest: { ...terms, index: false },
  living: terms,
  author: terms,
  visibility: terms,
  has: terms,
  signs: terms,
  spelling: terms,
  is_top: sorted('boolean'),
  created_at: { type: 'date', format: 'epoch_millis' },
  active_at: { ...sorted('date'), format: 'epoch_millis' },
  heat: sorted('double'),
};

function searched(analysis: AnalysisName): object {
  const options = analyses[analysis].isPairs ? 'docs' : 'positions';
  const runs = { type: 'text', analyzer: 'runs', norms: false, index_options: options };
  const fields: Field[] = ['title', 'body', 'name'];
  return Object.fromEntries(
    fields.flatMap((field) => [
      [field, words],
      [runsOf(field), runs],
    ]),
  );
}
