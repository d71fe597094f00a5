import { setTimeout as pause } from 'node:timers/promises';
import {
  type SearchKind,
  searchKinds,
  type SearchSource,
  type SearchStore,
  SearchStoreUnusable,
  type StoredDigest,
} from '#kernel/search-index';
import type { Finding } from './finding.js';
import type { OwnDigest, StoredDocumentsQueries } from './stored-documents.queries.js';

const batch = 1_000;
const mostRows = 20;
/** What differs is looked at again: it may have been changed, or sent, between two looks. */
const looks = 3;
const between = 1_000;
/** More batches in which something differs are not looked at again: so much is not on its way. */
const mostDoubtful = 5;

interface Part {
  readonly kind: SearchKind;
  readonly after: number;
  readonly checked: number;
  readonly problems: ReadonlyMap<number, string>;
  /** Up to here; null: to the end. */
  readonly last: number | null;
}

/** Whether OpenSearch has the documents that PostgreSQL has, no matter how far a fill of it has come. */
export class StoredDocuments {
  private known?: Promise<ReadonlySet<string>>;

  constructor(
    private readonly store: SearchStore,
    private readonly queries: StoredDocumentsQueries,
    private readonly source: SearchSource,
  ) {}

  /** Of the community in scope. Holds a few batches in memory. */
  async examine(slug: string): Promise<Finding> {
    const finding = { tenant: slug, kind: 'search', what: 'opensearch' } as const;
    try {
      const [index, known] = [await this.queries.findIndex(), await (this.known ??= this.names())];
      return { ...finding, ...(await this.compare(index !== null && known.has(index) ? index : null)) };
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable)) throw error;
      return { ...finding, checked: 0, differences: 1, rows: [`OpenSearch could not be asked: ${error.message}`] };
    }
  }

  private async names(): Promise<ReadonlySet<string>> {
    return new Set((await this.store.list()).map(({ name }) => name));
  }

  private async compare(index: string | null): Promise<Pick<Finding, 'checked' | 'differences' | 'rows'>> {
    let [checked, differences] = [0, 0];
    let doubtful: Part[] = [];
    for (const kind of searchKinds) {
      for (let after: number | null = 0; after !== null;) {
        const part: Part = await this.look(index, kind, after);
        checked += part.checked;
        differences += part.problems.size;
        if (part.problems.size > 0 && doubtful.length < mostDoubtful) doubtful.push(part);
        after = part.last;
      }
    }
    if (doubtful.length < mostDoubtful) {
      doubtful = await this.lookAgain(index, doubtful);
      differences = doubtful.reduce((sum, { problems }) => sum + problems.size, 0);
    }
    const rows = doubtful.flatMap(({ problems }) => [...problems.values()].slice(0, mostRows)).slice(0, mostRows);
    return { checked, differences, rows };
  }

  private async lookAgain(index: string | null, parts: readonly Part[]): Promise<Part[]> {
    let doubtful = [...parts];
    for (let look = 1; look < looks && doubtful.length > 0; look += 1) {
      await pause(between);
      const still: Part[] = [];
      for (const part of doubtful) {
        const { problems: found } = await this.look(index, part.kind, part.after);
        const problems = new Map([...part.problems].filter(([id, problem]) => found.get(id) === problem));
        if (problems.size > 0) still.push({ ...part, problems });
      }
      doubtful = still;
    }
    return doubtful;
  }

  /** The store first: what it does not have yet is known as a change that is open, or is there at the next look. */
  private async look(index: string | null, kind: SearchKind, after: number): Promise<Part> {
    const stored = index === null ? [] : await this.store.listDigests({ name: index }, kind, after, batch);
    const own = await this.queries.list(kind, after, batch);
    const end = Math.min(endOf(stored), endOf(own));
    const problems = differing(
      kind,
      own.filter(({ id }) => id <= end),
      stored.filter(({ id }) => id <= end),
    );
    if (problems.size > 0)
      for (const id of await this.queries.listOpen(kind, [...problems.keys()])) problems.delete(id);
    for (const id of await this.listLater(kind, stored, problems)) problems.delete(id);
    const checked = own.filter(({ id, digest }) => id <= end && digest !== '').length;
    return { kind, after, checked, problems, last: end === Infinity ? null : end };
  }

  /** Put later than in PostgreSQL, after their author was changed in what is not in the document: no revision that is to come. */
  private async listLater(
    kind: SearchKind,
    stored: readonly StoredDigest[],
    problems: ReadonlyMap<number, string>,
  ): Promise<number[]> {
    const kept = new Map(stored.map(({ id, revision }) => [id, revision]));
    const ahead = [...problems].filter(([, problem]) => problem.endsWith(ofTheFuture)).map(([id]) => id);
    const rows = ahead.length > 0 ? await this.source.read(kind, ahead) : [];
    return rows.filter(({ id, revision }) => kept.get(id)! <= revision).map(({ id }) => id);
  }
}

const ofTheFuture = 'OpenSearch has a revision of the future';

const endOf = (listed: readonly { id: number }[]): number => (listed.length < batch ? Infinity : listed.at(-1)!.id);

/** By id, what is wrong. What PostgreSQL has no document of, or a tombstone, OpenSearch may lack, or have as a tombstone. */
function differing(kind: SearchKind, own: readonly OwnDigest[], stored: readonly StoredDigest[]): Map<number, string> {
  const kept = new Map(stored.map((one) => [one.id, one]));
  const due = new Map(own.map((one) => [one.id, one]));
  const problems = new Map<number, string>();
  for (const id of new Set([...due.keys(), ...kept.keys()])) {
    const problem = problemOf(due.get(id), kept.get(id));
    if (problem !== null) problems.set(id, `${kind} ${id}: ${problem}`);
  }
  return problems;
}

const none: OwnDigest = { id: 0, revision: 0, digest: '' };

function problemOf(due = none, kept = none): string | null {
  if (due.digest === '' && kept.digest !== '') return 'OpenSearch has it, though it is gone';
  if (due.digest !== '' && kept === none) return 'OpenSearch does not have it';
  if (due.digest !== kept.digest) return 'OpenSearch has another document';
  return due !== none && kept.revision > due.revision ? ofTheFuture : null;
}
