import { basename, relative } from 'node:path';
import { suitesOfBundle } from './bundles.mjs';

/** Shows each suite as it ends, with its failures in full, and hands the counts to the runner (jest.mjs). */
export default class Reporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
    this.ended = 0;
  }

  onRunStart({ numTotalTestSuites }) {
    this.total = numTotalTestSuites;
  }

  onTestResult(test, result) {
    this.ended += 1;
    const isBundle = relative(this.rootDir, test.path).startsWith('..');
    const path = isBundle ? basename(test.path, '.spec.js') : relative(this.rootDir, test.path);
    const empty = isBundle && !result.testExecError ? emptySuites(test.path, result) : [];
    const counts = countsOf(result);
    counts.failed += empty.length;
    print(`${counts.failed > 0 ? 'FAIL' : 'ok  '} ${this.ended}/${this.total} ${path} ${summary(counts, result)}`);
    for (const suite of empty) print(`  ${suite} must contain at least one test.`);
    if (result.failureMessage) printFailure(result);
    process.send?.({ suite: path, ...counts });
  }

  onRunComplete() {
    process.send?.({ complete: true });
  }
}

/** Jest itself says so of a file without a test, but not of a part of one. */
function emptySuites(bundle, { testResults }) {
  const ran = new Set(testResults.map(({ ancestorTitles: [suite] }) => suite));
  return suitesOfBundle(bundle).filter((suite) => !ran.has(suite));
}

function countsOf({ numPassingTests, numFailingTests, numPendingTests, numTodoTests, testExecError }) {
  return {
    passed: numPassingTests,
    // A suite that did not run, or that holds no test, is a failure of its own.
    failed: numFailingTests + (testExecError && numFailingTests === 0 ? 1 : 0),
    skipped: numPendingTests + numTodoTests,
  };
}

function summary({ passed, failed, skipped }, { perfStats }) {
  const seconds = ((perfStats.end - perfStats.start) / 1000).toFixed(1);
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  return `(${parts.filter(Boolean).join(', ')}; ${seconds} s)`;
}

function printFailure({ failureMessage, console: logged }) {
  print(failureMessage);
  for (const { type, message } of logged ?? []) print(`    console.${type}: ${message}`);
}

const print = (line) => process.stdout.write(`${line}\n`);
