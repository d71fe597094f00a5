import { Sample } from './sample.js';

jest.setTimeout(60_000);

it('runs the suites of a room as one file, and still finds the one without a test', async () => {
  const sample = new Sample({
    'libs/a/b/one.int.spec.ts': `it('adds', () => expect(1 + 1).toBe(2));`,
    'libs/a/b/none.int.spec.ts': `describe('nothing', () => undefined);`,
  });
  try {
    const { code, output, lastLine } = await sample.run();
    expect({ code, lastLine }).toEqual({ code: 1, lastLine: '1 passed, 1 failed, 0 skipped' });
    expect(output).toContain('libs-a-b-1 (1 passed, 1 failed');
    expect(output).toContain('libs/a/b/none.int.spec.ts must contain at least one test.');
  } finally {
    sample.remove();
  }
});
