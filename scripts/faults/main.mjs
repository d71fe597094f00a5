import { readdirSync } from 'node:fs';
import { inCheckout } from '../lib/checkout.mjs';
import { runFault } from './run-fault.mjs';

const suite = /^(.+)\.int\.spec\.ts$/;

/** All faults one after the other, or those named at their full length. Answers the exit code. */
export async function main(words) {
  const known = knownFaults();
  const strange = words.filter((word) => !known.has(word));
  if (strange.length > 0) {
    console.error(`There is no fault ${strange.join(', ')}. There are: ${[...known.keys()].join(', ')}.`);
    return end({ passed: 0, failed: 1, skipped: 0 });
  }
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const name of words.length > 0 ? words : known.keys()) {
    const { code, ...more } = await runFault(known.get(name), words.length > 0 ? 'full' : 'part');
    if (code > 128) return code; // told to stop
    for (const kind of Object.keys(counts)) counts[kind] += more[kind];
  }
  return end(counts);
}

/** The suites by the names of their faults: `worker_kill` is in worker-kill.int.spec.ts. */
function knownFaults() {
  const files = readdirSync(inCheckout('test', 'faults')).sort();
  const names = files.map((file) => suite.exec(file)?.[1]).filter((name) => name !== undefined);
  return new Map(names.map((name) => [name.replaceAll('-', '_'), `test/faults/${name}.int.spec.ts`]));
}

function end({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 ? 1 : 0;
}
