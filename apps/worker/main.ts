import { join } from 'node:path';
import { settleRuntime } from '#kernel/runtime';

settleRuntime();
await (await import('./work.js')).work(join(import.meta.dirname, '..', '..', '..'));
