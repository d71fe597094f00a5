import { resolve } from 'node:path';

const usage = `npm test [-- pattern …]            run every suite, or those whose path holds a pattern
npm test -- --update-list          bring test/suites.txt in step with the suites on disk
npm test -- --check-list           look only for suites and tests that would not run
npm test -- --without-database     run only the suites that need no database`;

export class UsageError extends Error {}

/** Reads the command line; throws one sentence for what it does not know. */
export function readOptions(words, repository) {
  const options = { root: repository, patterns: [], updateList: false, checkList: false, withoutDatabase: false };
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--update-list') options.updateList = true;
    else if (word === '--check-list') options.checkList = true;
    else if (word === '--without-database') options.withoutDatabase = true;
    // For test/runner: the suites are looked for in another folder.
    else if (word === '--root') options.root = resolve(rest.shift() ?? '.');
    else if (word.startsWith('-')) throw new UsageError(`npm test knows no ${word}. It knows:\n${usage}`);
    else options.patterns.push(word);
  }
  return options;
}
