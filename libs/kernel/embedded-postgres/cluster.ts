import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import { run, type Account } from './command.js';
import { EmbeddedPostgresError } from './errors.js';
import type { Place } from './place.js';

/** Our settings, written anew at each start and read after postgresql.conf. */
export const settingsFile = 'paopao.conf';

interface NewCluster {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly password: string;
  /** False in tests: nothing has to survive a power failure. */
  readonly durable: boolean;
}

/** Made under another name and then renamed, so a folder with the right name is always whole. */
export async function makeCluster({ place, binaries, password, durable }: NewCluster): Promise<void> {
  clearHalfMade(place.folder);
  const work = mkdtempSync(`${place.folder}.new-`);
  const [cluster, passwordFile] = [join(work, 'cluster'), join(work, 'password')];
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [work, passwordFile]) handOver(path, place.account);
  const args = ['-D', cluster, '-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256', ...localeAndSafety];
  const { code, output } = await run({
    program: binaries.initdb,
    args: durable ? args : [...args, '--no-sync'],
    as: place.account,
  });
  if (code !== 0)
    throw new EmbeddedPostgresError(`The database could not be made in ${place.folder}: ${lastLine(output)}.`);
  appendFileSync(join(cluster, 'postgresql.conf'), `\ninclude_if_exists = '${settingsFile}'\n`);
  chmodSync(cluster, 0o700);
  renameSync(cluster, place.folder);
  rmSync(work, { recursive: true, force: true });
}

const localeAndSafety = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--lc-ctype=C.UTF-8',
  '--data-checksums',
];

/** What a killed start left behind; an initdb that was orphaned by it may be writing still, and then fails by itself. */
function clearHalfMade(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.new-`)) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
  if (existsSync(folder)) renameSync(folder, `${folder}.not-a-database-${Date.now()}`); // not ours to delete
}

export function handOver(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid);
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => /error|fatal/i.test(line));
  return (lines[0] ?? output.split('\n').at(-1) ?? '').replace(/^initdb: (error: )?/, '');
}
