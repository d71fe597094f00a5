import { spawnSync } from 'node:child_process';
import { loadByAutocannon } from './autocannon.js';
import type { Load, Outcome } from './outcome.js';
import { loadByWrk } from './wrk.js';

/** Which program makes the load on this machine. */
export const generator = (): 'wrk' | 'autocannon' => (hasWrk() ? 'wrk' : 'autocannon');

let found: boolean | undefined;
const hasWrk = (): boolean => (found ??= spawnSync('wrk', ['--version']).error === undefined);

/** Requests from another process for so many seconds. */
export function load(what: Load): Promise<Outcome> {
  return generator() === 'wrk' ? loadByWrk(what) : loadByAutocannon(what);
}
