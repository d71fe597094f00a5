import { join } from 'node:path';
import { headersOf } from '../http/client.js';
import { output } from './child.js';
import type { Load, Outcome } from './outcome.js';

const script = join(import.meta.dirname, 'autocannon.mjs');

/** Where wrk is not installed: slower, so it shows lower figures of fast servers. */
export async function loadByAutocannon({ port, calls, connections, seconds, from }: Load): Promise<Outcome> {
  const requests = calls.map((call) => ({
    method: call.method ?? 'GET',
    path: call.path,
    headers: headersOf(call, port),
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  }));
  const said = await output(process.execPath, [script], JSON.stringify({ port, connections, seconds, requests, from }));
  return JSON.parse(said) as Outcome;
}
