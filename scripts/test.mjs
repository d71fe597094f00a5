/** `npm test [-- pattern …]`: every suite with its own services; the last line counts the tests. */
import { checkNode } from './lib/check-node.mjs';

checkNode();
const { main } = await import('./test/main.mjs');
process.exitCode = await main(process.argv.slice(2));
