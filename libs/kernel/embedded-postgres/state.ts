import { closeSync, fchownSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './account.js';
import { EmbeddedPostgresError } from './errors.js';

/** What must outlive this process, in `postgres.json` of the data folder. */
export interface State {
  readonly dataDir: string;
  /** Absent: `postgres` in the data folder. */
  readonly elsewhere?: string;
  readonly port: number;
  readonly password: string;
}

export function readState(dataDir: string): State | null {
  const file = fileOf(dataDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text) as State;
  } catch {
    throw new EmbeddedPostgresError(`The file ${file}, which holds the password of the embedded database, is damaged.`);
  }
}

export function writeState(state: State): State {
  const file = fileOf(state.dataDir);
  const { uid, gid } = statSync(state.dataDir);
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  writeSync(descriptor, JSON.stringify(state, null, 2));
  if (isRoot()) fchownSync(descriptor, uid, gid); // who made the data folder must be able to start again without root
  fsyncSync(descriptor); // a lost password is a lost database
  closeSync(descriptor);
  renameSync(`${file}.new`, file);
  return state;
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'postgres.json');
}
