import { SearchStoreUnusable } from '../search-store.js';
import { type Complaint, type OpenSearchConnection, OpenSearchRefusal } from './opensearch-connection.js';

/** One line or two of a bulk request. */
export interface Change {
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

/**
 * By alias, so that no index is ever made by it. Answers those that were not made because there is a newer version. Throws
 * `SearchStoreUnusable` where OpenSearch has no room or no such alias, and else the reason of the first that is refused.
 */
export async function writeAll<T extends Change>(
  connection: OpenSearchConnection,
  alias: string,
  changes: readonly T[],
): Promise<T[]> {
  const items: Item[] = [];
  for (const body of bodiesOf(changes)) {
    const request = { method: 'POST', path: `/${alias}/_bulk`, query: { require_alias: true }, body } as const;
    const answer = await connection.ask<Answer>(request, connection.patience.change);
    const some = answer.items.flatMap((item) => Object.values(item));
    const failed = some.find(({ status, error }) => error !== undefined && status !== conflict);
    if (failed) throw reasonOf(connection, request, failed);
    items.push(...some);
  }
  return changes.filter((_, index) => items[index]!.status === conflict);
}

function reasonOf(connection: OpenSearchConnection, request: { method: 'POST'; path: string }, item: Item): Error {
  const { status, error = {} } = item;
  if (status === 429 || status >= 500) return connection.sayBusy(error);
  if (error.type === 'index_not_found_exception') return new SearchStoreUnusable(error.reason);
  return new OpenSearchRefusal(request, status, error);
}

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
