import { createHash } from 'node:crypto';
import type { PoolClient, QueryConfig } from 'pg';
import { sqlState } from './errors.js';

/** Each keeps its plan in the memory of its backend; what comes after so many is planned each time. */
const mostPerConnection = 200;
/** A plan is made for tables as large as they are then: one for an empty table reads all of it when it has grown. */
const goodForMs = 1_000;

interface Prepared {
  /** By text; null for a statement that is not to be prepared on this connection any more. */
  readonly names: Map<string, string | null>;
  plannedAt: number;
}

const connections = new WeakMap<PoolClient, Prepared>();

function preparedOf(client: PoolClient): Prepared {
  const prepared = connections.get(client) ?? { names: new Map(), plannedAt: performance.now() };
  connections.set(client, prepared);
  return prepared;
}

/** What a unit of work that prepares its statements begins with on this connection: now and then all is planned anew. */
export function planningOf(client: PoolClient): string {
  const prepared = preparedOf(client);
  const now = performance.now();
  if (now - prepared.plannedAt < goodForMs) return '';
  prepared.plannedAt = now;
  return 'DISCARD PLANS';
}

/**
 * The statement by a name, so that this connection plans it once for as long as it works for the same tenant, and for a
 * second at most; for another tenant the server plans it anew. Only where the text is the same each time, and where a
 * failure is tried again: a migration that changes the type of a column makes it fail once (`isOutdated`).
 */
export function preparedOn(client: PoolClient, text: string, values: unknown[]): QueryConfig {
  const { names } = preparedOf(client);
  const known = names.get(text);
  if (known) return { name: known, text, values };
  if (known === null || names.size >= mostPerConnection) return { text, values };
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return { name, text, values };
}

/** Whether a plan was made for columns that have another type now. */
export const isOutdated = (error: unknown): boolean =>
  sqlState(error) === '0A000' && (error as Error).message.includes('cached plan');

/** Answers whether that is what has happened; the same statement succeeds when it is sent again. */
export function noteOutdated(client: PoolClient, text: string, error: unknown): boolean {
  const outdated = isOutdated(error);
  if (outdated) preparedOf(client).names.set(text, null);
  return outdated;
}
