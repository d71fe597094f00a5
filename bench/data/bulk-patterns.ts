import type { SearchTenant } from './search-copies.js';
import type { SearchSample } from './search-sample.js';

/** What one request has, in characters. */
const atOnce = 4_000_000;
/** Neither is in any text. */
const [tenantMark, idMark] = ['\u0001', '\u0002'];

/** A document with its command, as the application has put it, in pieces between which the tenant and the id belong. */
interface Pattern {
  readonly kind: string;
  readonly id: number;
  readonly pieces: readonly (readonly string[])[];
}

interface BulkAction {
  readonly index?: { readonly _id: string };
}

/** What the application has put last of each document of the sample, taken from the lines that it has sent. */
export class BulkPatterns {
  private readonly others: readonly Pattern[];
  private readonly posts: ReadonlyMap<number, Pattern>;

  constructor(lines: readonly string[], { id }: SearchSample) {
    const patterns = new Map<string, Pattern>();
    for (const [index, line] of lines.entries()) {
      const key = line.startsWith('{"index"') ? (JSON.parse(line) as BulkAction).index!._id : '';
      if (key.startsWith(`${id}:`)) patterns.set(key, patternOf([line, lines[index + 1]!], String(id)));
    }
    const all = [...patterns.values()];
    this.others = all.filter(({ kind }) => kind !== 'post');
    this.posts = new Map(all.filter(({ kind }) => kind === 'post').map((pattern) => [pattern.id, pattern]));
  }

  /** Everything of one community, in bodies of bulk requests. */
  *bodiesOf({ id, base, from, count, copies }: SearchTenant): Generator<string> {
    let body = this.others.map((pattern) => filled(pattern, id, pattern.id)).join('');
    for (let copy = 0; copy < copies; copy++) {
      for (let place = 0; place < count; place++) {
        const pattern = this.posts.get(from + place);
        if (!pattern) throw new Error(`The application has not put the post ${from + place} into OpenSearch.`);
        body += filled(pattern, id, base + copy * count + place + 1);
        if (body.length < atOnce) continue;
        yield body;
        body = '';
      }
    }
    if (body) yield body;
  }
}

/** Terms that are a tenant's own begin with its number, and so do the names of documents. */
function patternOf([action, document]: readonly [string, string], tenant: string): Pattern {
  const { kind, id } = JSON.parse(document) as Pattern;
  const isName = (value: string): boolean => value === `${tenant}:${kind}:${id}`;
  const marked = (key: string, value: unknown): unknown => {
    if (key === 'id') return idMark;
    if (typeof value !== 'string') return value;
    if (isName(value)) return `${tenantMark}:${kind}:${idMark}`;
    if ((key === 'tenant' || key === 'routing') && value === tenant) return tenantMark;
    return value.startsWith(`${tenant}:`) ? tenantMark + value.slice(tenant.length) : value;
  };
  const text = [action, document].map((line) => `${JSON.stringify(JSON.parse(line), marked)}\n`).join('');
  const bare = text.replaceAll(JSON.stringify(idMark), '\\u0002').replaceAll('\\u0001', tenantMark);
  return { kind, id, pieces: bare.split('\\u0002').map((piece) => piece.split(tenantMark)) };
}

const filled = ({ pieces }: Pattern, tenant: number, id: number): string =>
  pieces.map((piece) => piece.join(String(tenant))).join(String(id));
