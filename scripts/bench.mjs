/** `npm run bench [-- name,name]`: one JSON line per measure on standard output, progress on standard error. */
import { checkNode } from './lib/check-node.mjs';

checkNode();
const { checkout, inCheckout } = await import('./lib/checkout.mjs');
const { ensureBuilt } = await import('./lib/build.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');
const { exitOnSignals } = await import('./lib/run.mjs');
const { orExplain } = await import('./lib/setup-error.mjs');

await orExplain(async () => {
  const release = exitOnSignals();
  await ensureInstalled(console.error);
  await ensureBuilt(console.error);
  release();
  const { main } = await import(inCheckout('dist/bench/main.js'));
  process.exit(await main(process.argv.slice(2), checkout));
});
