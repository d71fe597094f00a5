import { relative } from 'node:path';

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
    const counts = countsOf(result);
    const path = relative(this.rootDir, test.path);
    print(`${counts.failed > 0 ? 'FAIL' : 'ok  '} ${this.ended}/${this.total} ${path} ${summary(counts, result)}`);
    if (counts.failed > 0) printFailure(result);
    process.send?.({ suite: path, ...counts });
  }

  onRunComplete() {
    process.send?.({ complete: true });
  }
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
  print(failureMessage ?? 'No reason given.');
  for (const { type, message } of logged ?? []) print(`    console.${type}: ${message}`);
}

const print = (line) => process.stdout.write(`${line}\n`);
