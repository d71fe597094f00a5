import { stripVTControlCharacters } from 'node:util';
import { ensureInstalled } from '../lib/install.mjs';
import { exitOnSignals, run } from '../lib/run.mjs';
import { SetupError } from '../lib/setup-error.mjs';
import { fixes, steps } from './steps.mjs';

const atOnce = 2;

/** Runs every step, also after one has failed, and shows what failed at the end; answers the exit code. */
export async function main(words) {
  const unknown = words.find((word) => word !== '--fix');
  if (unknown) return explain(`npm run check knows no ${unknown}; it knows --fix.`);
  exitOnSignals();
  try {
    await ensureInstalled(console.log);
  } catch (error) {
    if (error instanceof SetupError) return explain(error.message);
    throw error;
  }
  for (const fix of words.includes('--fix') ? fixes() : []) await perform(fix);

  const since = Date.now();
  const failures = (await performAll(steps())).filter(({ code }) => code !== 0);
  for (const { name, output } of failures) console.log(`\n--- ${name} ---\n${output.trim()}`);
  const result = failures.length > 0 ? `Failed: ${failures.map(({ name }) => name).join(', ')}` : 'All is well';
  console.log(`\n${result} (${seconds(since)}).`);
  return failures.length > 0 ? 1 : 0;
}

/** The longest first, as many at once as a small machine has processors. */
async function performAll(steps) {
  const waiting = [...steps];
  const outcomes = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await perform(step));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return steps.map(({ name }) => outcomes.find((outcome) => outcome.name === name));
}

async function perform({ name, command }) {
  const since = Date.now();
  const { code, output } = await run(process.execPath, command);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(since)})`);
  return { name, code, output: stripVTControlCharacters(output) };
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

function explain(sentence) {
  console.error(sentence);
  return 1;
}
