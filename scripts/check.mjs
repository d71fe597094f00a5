/** `npm run check [-- --fix]`: what every commit has to pass, in less than a minute, without a database. */
import { checkNode } from './lib/check-node.mjs';

checkNode();
const { main } = await import('./check/main.mjs');
process.exitCode = await main(process.argv.slice(2));
