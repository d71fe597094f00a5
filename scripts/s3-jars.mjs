/** Prints the folder with the jars of the S3 server that tests and measures use; Maven fetches them once for each state of the pom.xml. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inCheckout } from './lib/checkout.mjs';
import { orExplain, SetupError } from './lib/setup-error.mjs';

const pom = inCheckout('test/support/s3proxy/pom.xml');
const cache = inCheckout('node_modules/.cache/s3proxy');

await orExplain(async () => {
  const state = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex');
  const folder = join(cache, state.slice(0, 12));
  while (!existsSync(folder)) {
    if (await isFirst(`${folder}.lock`)) await fetchOnce(folder);
    else await pause(100);
  }
  console.log(folder);
});

async function fetchOnce(folder) {
  try {
    await fetchInto(folder);
  } finally {
    await rm(`${folder}.lock`, { force: true });
  }
}

/** One process at a time has Maven work. That two could follow a dead one at once does no harm. */
async function isFirst(lock) {
  await mkdir(cache, { recursive: true });
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true });
  return false;
}

async function fetchInto(folder) {
  const draft = `${folder}.${process.pid}`;
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', pom, ...goal]);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw new SetupError(reason(error));
  }
}

function reason({ code, message, stdout = '' }) {
  if (code === 'ENOENT')
    return 'The S3 suites need Maven (mvn) and Java 17 or newer in PATH: apt-get install maven. Or set S3_ENDPOINT to a running S3 server.';
  return `Maven could not fetch the S3 server (test/support/s3proxy/pom.xml); with S3_ENDPOINT set another one is used. ${message} ${stdout}`;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
