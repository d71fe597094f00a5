import { sep } from 'node:path';
import { createRequire } from 'node:module';

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** Suites about the whole system take longest, however short their files are: started last, one of them would run alone. */
export default class WholeSystemFirst extends Sequencer {
  sort(tests) {
    const isAboutTheWhole = ({ path, context }) => path.startsWith(`${context.config.rootDir}${sep}test${sep}`);
    return super.sort(tests).toSorted((one, other) => isAboutTheWhole(other) - isAboutTheWhole(one));
  }
}
