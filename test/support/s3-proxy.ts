import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRunning, pause } from './npm-start.js';
import { repositoryRoot } from './worker-cluster.js';

const settings = join(repositoryRoot, 'test/support/s3proxy');
const cache = join(repositoryRoot, 'node_modules/.cache/s3proxy');

export const logging = join(settings, 'logback.xml');

/** The folder of the S3 server's jars, which Maven copies there once for each state of its pom.xml. */
export async function s3ProxyJars(): Promise<string> {
  const pom = await readFile(join(settings, 'pom.xml'));
  const folder = join(cache, createHash('sha256').update(pom).digest('hex').slice(0, 12));
  while (!existsSync(folder)) {
    if (await isFirst(`${folder}.lock`)) await fetchOnce(folder);
    else await pause(100);
  }
  return folder;
}

async function fetchOnce(folder: string): Promise<void> {
  try {
    await fetchInto(folder);
  } finally {
    await rm(`${folder}.lock`, { force: true });
  }
}

/** One process at a time has Maven work. That two could follow a dead one at once does no harm. */
async function isFirst(lock: string): Promise<boolean> {
  await mkdir(cache, { recursive: true });
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true });
  return false;
}

async function fetchInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', join(settings, 'pom.xml'), ...goal]);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (existsSync(folder)) return;
    throw new Error(reason(error as NodeJS.ErrnoException & { stdout?: string }));
  }
}

function reason({ code, message, stdout = '' }: NodeJS.ErrnoException & { stdout?: string }): string {
  if (code === 'ENOENT')
    return 'The S3 suites need Maven (mvn) and Java 17 or newer in PATH: apt-get install maven. Or set S3_ENDPOINT to a running S3 server.';
  return `Maven could not fetch the S3 server (test/support/s3proxy/pom.xml); with S3_ENDPOINT set another one is used. ${message} ${stdout}`;
}
