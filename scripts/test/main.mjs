import { checkout } from '../lib/checkout.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { SetupError } from '../lib/setup-error.mjs';
import { Interrupted } from './interruption.mjs';
import { readOptions, UsageError } from './options.mjs';
import { updateList } from './update-list.mjs';

/** Answers the exit code. Whatever happens, the last line counts the tests, unless the run was stopped. */
export async function main(words) {
  try {
    const options = readOptions(words, checkout);
    if (options.updateList) return updateList(options.root);
    return options.checkList ? await checkList(options.root) : await runAndCount(options);
  } catch (error) {
    if (error instanceof Interrupted) return say(error.message, error.code);
    if (error instanceof UsageError) return say(error.message, 1);
    console.log(error instanceof SetupError ? error.message : error);
    return say(lastLine({ passed: 0, failed: 1, skipped: 0 }), 1);
  }
}

async function checkList(root) {
  const { listComplaints, markComplaints } = await import('./guards.mjs');
  const complaints = [...listComplaints(root), ...markComplaints(root)];
  return say(complaints.join('\n') || 'Every test is run.', complaints.length > 0 ? 1 : 0);
}

async function runAndCount(options) {
  await ensureInstalled(console.log);
  const { run } = await import('./run.mjs'); // it needs what has just been installed
  const { counts, complaints } = await run(options);
  if (complaints.length > 0) console.log(`\nAlso failed:\n${complaints.map((text) => `- ${text}`).join('\n')}`);
  return say(`\n${lastLine(counts)}`, counts.failed > 0 ? 1 : 0);
}

const lastLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

function say(text, code) {
  console.log(text);
  return code;
}
