import { createHash } from 'node:crypto';
import type { PoolClient, QueryConfig } from 'pg';
import { sqlState } from './errors.js';

/** Each keeps its plan in the memory of its backend; what comes after so many is planned each time. */
const mostPerConnection = 200;

/** Null for a statement that is not to be prepared on this connection any more. */
const prepared = new WeakMap<PoolClient, Map<string, string | null>>();

/**
 * The statement by a name, so that this connection plans it once for as long as it works for the same tenant; for
 * another tenant the server plans it anew. Only where the text is the same each time, and where a failure is tried again:
 * a migration that changes the type of a column makes it fail once (`noteOutdated`).
 */
export function preparedOn(client: PoolClient, text: string, values: unknown[]): QueryConfig {
  const names = prepared.get(client) ?? new Map<string, string | null>();
  prepared.set(client, names);
  const known = names.get(text);
  if (known) return { name: known, text, values };
  if (known === null || names.size >= mostPerConnection) return { text, values };
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return { name, text, values };
}

/** Answers whether a plan was made for columns that have another type now; the same statement succeeds when it is sent again. */
export function noteOutdated(client: PoolClient, text: string, error: unknown): boolean {
  const outdated = sqlState(error) === '0A000' && (error as Error).message.includes('cached plan');
  if (outdated) prepared.get(client)?.set(text, null);
  return outdated;
}
