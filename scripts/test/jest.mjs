import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkout, inCheckout } from '../lib/checkout.mjs';

const jest = inCheckout('node_modules/jest/bin/jest.js');
/** How long Jest may take to end after its last suite: a handle left open would keep it for ever. */
const patience = 5_000;

/**
 * Starts Jest over the suites in a process group of its own, so that a Ctrl-C reaches it through
 * the runner only, and so that everything it starts can be ended with it.
 */
export function startJest({ root, files, env }) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const args = ['--config', inCheckout('jest.config.mjs'), `--reporters=${join(import.meta.dirname, 'reporter.mjs')}`];
  if (process.env.CI) args.push('--ci');
  const child = spawn(process.execPath, [jest, ...args, '--runTestsByPath', ...files], {
    cwd: checkout,
    detached: true,
    env: { ...process.env, ...env, TEST_ROOT: root },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return { group: child.pid, ended: ending(child, counts, files.length) };
}

async function ending(child, counts, expected) {
  const complaints = [];
  let complete = false;
  let suites = 0;
  let late;
  child.on('message', (message) => {
    if (message?.suite) {
      suites += 1;
      for (const kind of Object.keys(counts)) counts[kind] += message[kind];
    }
    if (message?.complete) {
      complete = true;
      late = setTimeout(() => {
        console.log('Jest did not end by itself: a suite left a timer, a connection or a server open.');
        child.kill('SIGKILL');
      }, patience);
    }
  });
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...how) => resolve(how));
  });
  clearTimeout(late); // stopping the database takes its time as well
  if (!complete) complaints.push(`Jest ended before its last suite (${signal ?? `code ${code}`}).`);
  else if (suites !== expected) complaints.push(`Jest ran ${suites} files of ${expected}.`);
  else if (code > 0 && counts.failed === 0) complaints.push(`Jest ended with code ${code}, with no test failed.`);
  return { counts, complaints };
}
