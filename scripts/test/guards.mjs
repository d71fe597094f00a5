import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMarks } from './marks.mjs';
import { compare, findStrays, findSuites, findTestCode, readList } from './suites.mjs';

/** The one place where a suite may be skipped: it counts what it skips, and fails where nothing may be skipped. */
const skippingHelper = 'test/support/jest/service.ts';

/** Everything that would let a test vanish without a word: one sentence each. */
export function listComplaints(root) {
  const { gone, unlisted } = compare(readList(root), findSuites(root));
  return [
    ...gone.map((suite) => `${suite} is gone, but in test/suites.txt: bring it back, or npm test -- --update-list.`),
    ...unlisted.map((suite) => `${suite} is not in test/suites.txt: add it by npm test -- --update-list.`),
    ...findStrays(root).map((path) => `${path} is never run: a suite is a *.spec.ts in apps, libs or test.`),
  ];
}

export function markComplaints(root, files = findTestCode(root)) {
  return files
    .filter((file) => file !== skippingHelper)
    .flatMap((file) =>
      findMarks(readFileSync(join(root, file), 'utf8'), file).map(
        ({ line, mark }) => `${file}:${line} has ${mark}: every test runs, or is taken out.`,
      ),
    );
}
