import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout, inCheckout } from '../lib/checkout.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const counted = /^(\d+) passed, (\d+) failed, (\d+) skipped$/;

/** One suite by `npm test`, alone on the machine, so that its times mean something. Prints the lines that it leaves. */
export async function runFault(suite, length) {
  const folder = mkdtempSync(join(tmpdir(), 'paopao-faults-'));
  const lines = join(folder, 'lines');
  try {
    const { code, output } = await runTests(suite, { FAULT_LENGTH: length, FAULT_LINES: lines });
    process.stdout.write(textOf(lines));
    return { code, ...countsOf(output) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runTests(suite, settings) {
  const child = spawn(process.execPath, [inCheckout('scripts', 'test.mjs'), suite], {
    cwd: checkout,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const handlers = signals.map((signal) => [signal, () => child.kill(signal)]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stderr.write(chunk);
  });
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (ended) => resolve(ended ?? 1));
  });
  for (const [signal, handler] of handlers) process.off(signal, handler);
  return { code, output };
}

/** Of the line that ends a run; without one the suite has failed. */
function countsOf(output) {
  const line = output.split('\n').findLast((text) => counted.test(text)) ?? '0 passed, 1 failed, 0 skipped';
  const [, ...numbers] = counted.exec(line);
  const [passed, failed, skipped] = numbers.map(Number);
  return { passed, failed, skipped };
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it did not come so far
  }
}
