import { spawn } from 'node:child_process';
import { checkout } from './checkout.mjs';
import { noteChild } from './setup-lock.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const children = new Set();
let listening = false;

/**
 * Runs a program of the set-up to its end and answers its code and what it printed. It gets a process group of its
 * own, which is ended as a whole when we are told to stop, and by the next set-up when we were killed.
 */
export async function run(program, args, environment = process.env) {
  const release = exitOnSignals();
  const child = spawn(program, args, {
    cwd: checkout,
    env: environment,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid) noteChild(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
  children.add(child);
  const outcome = await ended;
  children.delete(child);
  release();
  return stopping ? new Promise(() => undefined) : outcome; // the process is about to exit
}

let stopping = false;

/** Until the answer is called, a signal ends what runs for us and then this process, by default with 128 + its number. */
export function exitOnSignals(code) {
  if (listening) return () => undefined;
  listening = true;
  const handlers = signals.map((signal, index) => [signal, () => void stop(code ?? 128 + [2, 15, 1][index])]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    listening = false;
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  const ended = [...children].map((child) => new Promise((resolve) => child.once('close', resolve)));
  signalAll('SIGTERM');
  setTimeout(() => signalAll('SIGKILL'), 1_000).unref();
  await Promise.all(ended);
  process.exit(code);
}

function signalAll(signal) {
  for (const { pid } of children) {
    try {
      if (pid) process.kill(process.platform === 'win32' ? pid : -pid, signal);
    } catch {
      continue; // it has ended meanwhile
    }
  }
}
