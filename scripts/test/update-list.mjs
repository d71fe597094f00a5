import { compare, findSuites, readList, writeList } from './suites.mjs';

/** Brings test/suites.txt in step with the disk, and says what that changed; answers the exit code. */
export function updateList(root) {
  const suites = findSuites(root);
  const { gone, unlisted } = compare(readList(root), suites);
  writeList(root, suites);
  for (const suite of unlisted) console.log(`+ ${suite}`);
  for (const suite of gone) console.log(`- ${suite}`);
  console.log(`test/suites.txt lists ${suites.length} suites.`);
  return 0;
}
