import cluster from 'node:cluster';
import { join } from 'node:path';
import { loadConfig } from '#kernel/config';
import { settleRuntime } from '#kernel/runtime';
import { supervise } from './supervise.js';

const root = join(import.meta.dirname, '..', '..', '..');

settleRuntime();

/** One process as ever, unless several are wanted: then this one looks after them. */
if (cluster.isPrimary && isForSeveral()) await supervise(loadConfig(), import.meta.filename);
else await (await import('./serve.js')).serve(root);

/** A setting that cannot be used is refused where the process starts. */
function isForSeveral(): boolean {
  try {
    return loadConfig().webConcurrency > 1;
  } catch {
    return false;
  }
}
