/** Writes migrations/tenant/baseline.sql from the numbered files beside it; `--check` only compares. */
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { checkout, inCheckout } from './lib/checkout.mjs';
import { exitOnSignals } from './lib/run.mjs';
import { orExplain, SetupError } from './lib/setup-error.mjs';

const words = process.argv.slice(2);
const checkOnly = words.includes('--check');

await orExplain(async () => {
  const unknown = words.find((word) => word !== '--check');
  if (unknown) throw new SetupError(`The baseline script knows no ${unknown}; it knows --check.`);
  const release = exitOnSignals();
  await ensureBuilt(console.error);
  release();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined); // it is done in a second, and leaves no server
  const { baselinePath, generateBaseline, readMigrations } = await import(
    inCheckout('dist/libs/kernel/database/index.js')
  );
  const { tenant } = await readMigrations(checkout);
  const generated = await withDatabase((url) => generateBaseline(url, tenant));
  const path = baselinePath(checkout);
  if (!checkOnly) await writeFile(path, generated);
  else if (generated !== (await readFile(path, 'utf8').catch(() => ''))) {
    throw new SetupError(
      'migrations/tenant/baseline.sql is not what the migrations come to: run node scripts/baseline.mjs.',
    );
  }
  console.log(`The baseline holds the migrations up to ${tenant.length}.`);
});

/** A server of its own for a few seconds. */
async function withDatabase(work) {
  const { EmbeddedPostgres } = await import(inCheckout('dist/libs/kernel/embedded-postgres/index.js'));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'paopao-baseline-')));
  chmodSync(folder, 0o711); // started by root it runs as another user, who has to walk in
  try {
    const postgres = await EmbeddedPostgres.start({ dataDir: join(folder, 'database'), settings: { fsync: 'off' } });
    try {
      return await work(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
