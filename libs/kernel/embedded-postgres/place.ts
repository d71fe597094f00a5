import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canWorkIn, isRoot, ownerOf, serverAccount } from './account.js';
import type { Account } from './command.js';
import { asEmbeddedPostgresError, EmbeddedPostgresError } from './errors.js';
import type { State } from './state.js';

const elsewhere = '/var/lib/paopao-cloud';

/** Where the cluster lies, and who runs it. */
export interface Place {
  readonly folder: string;
  readonly account: Account | undefined;
}

export function hasCluster(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'));
}

/** Others may pass through it, for the user `postgres` has to reach the cluster, but not look into it. */
export function makeDataDir(dataDir: string): void {
  try {
    if (makeFolder(dataDir)) chmodSync(dataDir, 0o711);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw asEmbeddedPostgresError(error, dataDir);
  }
}

/** Not by `recursive`, which Node.js 20 repeats for ever below folders like /proc. Answers whether it was not there. */
function makeFolder(folder: string): boolean {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o755 });
  return true;
}

/** A cluster that exists is found again wherever it lies: an empty one must never be made in its stead. */
export async function existingPlace(dataDir: string, state: State | null): Promise<Place | null> {
  const folder = state?.elsewhere ?? join(dataDir, 'postgres');
  if (!isClusterIn(folder)) return null;
  if (!state) {
    throw new EmbeddedPostgresError(
      `The file postgres.json with the password of the database is missing in ${dataDir}.`,
    );
  }
  refuseCopy(dataDir, state);
  const account = ownerOf(folder);
  if (account && !(await canWorkIn(folder, account))) {
    throw new EmbeddedPostgresError(
      `The owner of the database folder ${folder} may no longer enter the folders above it.`,
    );
  }
  return { folder, account };
}

export async function newPlace(dataDir: string, state: State | null): Promise<Place> {
  const account = await serverAccount();
  if (!account) return { folder: join(dataDir, 'postgres'), account };
  letOthersEnter(dataDir);
  if (await canWorkIn(dataDir, account)) return { folder: join(dataDir, 'postgres'), account };
  const chosen = state?.elsewhere && state.dataDir === dataDir ? dirname(state.elsewhere) : null; // by a start that was killed
  const base = chosen && existsSync(chosen) ? chosen : makeFolderElsewhere(dataDir);
  return { folder: join(base, 'postgres'), account };
}

function isClusterIn(folder: string): boolean {
  try {
    statSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if (!isRoot() && process.getuid && statSync(folder).uid !== process.getuid()) {
    throw new EmbeddedPostgresError(
      `The database folder ${folder} belongs to another user: start as the same user as before.`,
    );
  }
  return hasCluster(folder);
}

/** Two data folders with one database would work on each other's communities. */
function refuseCopy(dataDir: string, state: State): void {
  const isCopy =
    state.elsewhere !== undefined && state.dataDir !== dataDir && existsSync(join(state.dataDir, 'postgres.json'));
  if (!isCopy) return;
  throw new EmbeddedPostgresError(
    `The data folder ${dataDir} is a copy of ${state.dataDir} and names the database of that one: remove it to begin with an empty one.`,
  );
}

function letOthersEnter(folder: string): void {
  const { mode } = statSync(folder);
  if ((mode & 0o011) !== 0o011) chmodSync(folder, (mode & 0o7777) | 0o011);
}

/** The random part: a data folder that was deleted and made again does not find the database of its predecessor. */
function makeFolderElsewhere(dataDir: string): string {
  mkdirSync(elsewhere, { recursive: true });
  chmodSync(elsewhere, 0o755);
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const folder = mkdtempSync(join(elsewhere, `${hash}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** Beside the cluster, for what belongs to the same server. */
export function besides(place: Place, name: string): string {
  return join(dirname(place.folder), name);
}
