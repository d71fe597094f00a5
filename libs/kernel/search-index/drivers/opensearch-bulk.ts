import type { Id } from '#kernel/database';
import type { SearchKind } from '../search-index.js';
import { DocumentsRefused, type RefusedDocument, SearchStoreUnusable } from '../search-store.js';
import type { Complaint, OpenSearchConnection } from './opensearch-connection.js';

/** One line or two of a bulk request, and the document that they are about. */
export interface Change {
  readonly kind: SearchKind;
  readonly id: Id;
  readonly action: object;
  readonly document?: object;
}

interface Item {
  readonly status: number;
  readonly error?: Complaint;
}
type Answer = { readonly items: readonly Readonly<Record<string, Item>>[] };

/** What one request has at most: half of what would have to wait for longer than a change may. */
const [mostChanges, mostBytes] = [1_000, 4_000_000];
const conflict = 409;
/** Of a refusal because of what is in it; any other would be the same of another document. */
const ofDocument = 400;

export interface Target {
  /** So that no index is ever made by it. */
  readonly alias: string;
  /** Whether it is over only when searches see what was written. */
  readonly untilSeen: boolean;
}

/**
 * Answers those that were not made because there is a newer version. Throws `SearchStoreUnusable` where OpenSearch has no
 * room or no such alias, and `DocumentsRefused`, after all the others, where it refuses some.
 */
export async function writeAll<T extends Change>(
  connection: OpenSearchConnection,
  { alias, untilSeen }: Target,
  changes: readonly T[],
): Promise<T[]> {
  const query = { require_alias: true, ...(untilSeen && { refresh: 'wait_for' }) };
  const items: Item[] = [];
  for (const body of bodiesOf(changes)) {
    const request = { method: 'POST', path: `/${alias}/_bulk`, query, body } as const;
    const answer = await connection.ask<Answer>(request, connection.patience.change);
    const some = answer.items.flatMap((item) => Object.values(item));
    const failed = some.find(({ status, error }) => error && status !== ofDocument && status !== conflict);
    if (failed) throw reasonOf(connection, failed.error!);
    items.push(...some);
  }
  const refused = changes.flatMap((change, index) => refusalOf(change, items[index]!) ?? []);
  if (refused.length > 0) throw new DocumentsRefused(refused);
  return changes.filter((_, index) => items[index]!.status === conflict);
}

const reasonOf = (connection: OpenSearchConnection, error: Complaint): SearchStoreUnusable =>
  error.type === 'index_not_found_exception' ? new SearchStoreUnusable(error.reason) : connection.sayBusy(error);

const refusalOf = ({ kind, id }: Change, { status, error }: Item): RefusedDocument | null =>
  error && status === ofDocument ? { kind, id, reason: `${error.type}: ${error.reason}` } : null;

function* bodiesOf(changes: readonly Change[]): Generator<string> {
  let [body, count] = ['', 0];
  for (const { action, document } of changes) {
    const lines = [action, ...(document ? [document] : [])].map((line) => `${JSON.stringify(line)}\n`).join('');
    if (count > 0 && (count === mostChanges || body.length + lines.length > mostBytes)) {
      yield body;
      [body, count] = ['', 0];
    }
    body += lines;
    count += 1;
  }
  if (count > 0) yield body;
}
