/** `npm run test:faults [-- name …]`: one JSON line per fault on standard output, progress on standard error. */
import { checkNode } from './lib/check-node.mjs';

checkNode();
const { main } = await import('./faults/main.mjs');
process.exitCode = await main(process.argv.slice(2));
