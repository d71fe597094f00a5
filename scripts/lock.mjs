/**
 * Completes package-lock.json: a registry that lacks the packages of some platforms makes npm leave
 * them out, and `npm ci` then refuses the file ("Missing: @swc/core-darwin-arm64 from lock file").
 * Run it after every change of a dependency; `--check` only tells whether there is something to do.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingPlatformPackages, registryAddresses } from './lock-file.mjs';

const path = join(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = missingPlatformPackages(lock.packages);
const addressed = registryAddresses(lock.packages);

if (process.argv.includes('--check')) {
  for (const [name] of missing) console.log(`package-lock.json lacks ${name}: run node scripts/lock.mjs.`);
  for (const name of addressed)
    console.log(`package-lock.json names a registry for ${name}: run node scripts/lock.mjs.`);
  process.exitCode = missing.length + addressed.length > 0 ? 1 : 0;
} else {
  for (const name of addressed) delete lock.packages[name].resolved;
  const entries = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} entries added, ${addressed.length} addresses taken out of package-lock.json.`);
}
