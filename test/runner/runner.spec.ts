import { join } from 'node:path';
import { Sample } from './sample.js';

const good = `it('adds', () => expect(1 + 1).toBe(2));`;
const samples: Sample[] = [];

function sample(...args: ConstructorParameters<typeof Sample>): Sample {
  samples.push(new Sample(...args));
  return samples.at(-1)!;
}

afterAll(() => samples.forEach((each) => each.remove()));

describe('npm test', () => {
  it('counts the tests in its last line', async () => {
    const { code, lastLine } = await sample({ 'libs/a/good.spec.ts': good, 'apps/b/good.spec.ts': good }).run();
    expect({ code, lastLine }).toEqual({ code: 0, lastLine: '2 passed, 0 failed, 0 skipped' });
  });

  it('shows a failure in full', async () => {
    const { code, output, lastLine } = await sample({
      'libs/a/wrong.spec.ts': `it('adds wrongly', () => expect(1 + 1).toBe(3));`,
    }).run();
    expect({ code, lastLine }).toEqual({ code: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
    expect(output).toContain('adds wrongly');
    expect(output).toContain('Expected: 3');
  });

  it('runs the suites whose path holds the pattern', async () => {
    const two = sample({ 'libs/posts/a.spec.ts': good, 'libs/topics/b.spec.ts': good });
    expect(await two.run(['posts'])).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed, 0 skipped' });
    const none = await two.run(['nowhere']);
    expect(none).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
    expect(none.output).toContain(`No suite's path holds "nowhere".`);
  });

  it.each([
    ['a suite without a test', `describe('nothing', () => undefined);`, 'must contain at least one test'],
    ['a test without an assertion', `it('checks nothing', () => undefined);`, 'at least one assertion'],
    ['a suite that does not load', `import './nowhere.js'; ${good}`, 'Test suite failed to run'],
    ['a test that ends its process', `it('leaves', () => process.exit(0));`, 'A jest worker process'],
    [
      'a test that ends Jest',
      `it('ends all', () => process.kill(process.ppid, 'SIGKILL'));`,
      'Jest ended before its last suite',
    ],
  ])('fails for %s', async (_what, text, message) => {
    const outcome = await sample({ 'libs/a/sample.spec.ts': text }).run();
    expect(outcome).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
    expect(outcome.output).toContain(message);
  });

  it('fails for each test that is focused, skipped or postponed', async () => {
    const marks = ['it.only', 'describe.skip', 'xit', 'fit', 'it.todo', `test['skip']`, 'it.concurrent.only'];
    const files = Object.fromEntries(
      marks.map((mark, number) => [
        `libs/a/s${number}.spec.ts`,
        `const never = () => ${mark}('x', () => {});\n${good}`,
      ]),
    );
    const { code, output, lastLine } = await sample(files).run();
    expect({ code, lastLine }).toEqual({ code: 1, lastLine: '7 passed, 7 failed, 0 skipped' });
    for (const number of marks.keys()) expect(output).toContain(`libs/a/s${number}.spec.ts:1 has `);
  });

  it('does not mistake a word for a mark', async () => {
    const text = `${good}\n// never it.only(\nexpect("it.skip('x')").toBeDefined();\nconst filter = { only: () => 1 }; filter.only();`;
    expect(await sample({ 'libs/a/words.spec.ts': text }).run()).toMatchObject({ code: 0 });
  });
});

describe('the list of suites', () => {
  it('names what is gone, what is new, and what is never run', async () => {
    const files = { 'libs/a/new.spec.ts': good, 'libs/a/kept.spec.ts': good, 'libs/a/old.test.js': good };
    const odd = sample(files, ['libs/a/gone.spec.ts', 'libs/a/kept.spec.ts']);
    const { code, output, lastLine } = await odd.run();
    expect({ code, lastLine }).toEqual({ code: 1, lastLine: '2 passed, 3 failed, 0 skipped' });
    expect(output).toContain('libs/a/gone.spec.ts is gone');
    expect(output).toContain('libs/a/new.spec.ts is not in test/suites.txt: add it by npm test -- --update-list.');
    expect(output).toContain('libs/a/old.test.js is never run');
  });

  it('is brought in step by --update-list', async () => {
    const odd = sample({ 'libs/a/new.spec.ts': good }, ['libs/a/gone.spec.ts']);
    const { code, output } = await odd.run(['--update-list']);
    expect(code).toBe(0);
    expect(output).toContain('+ libs/a/new.spec.ts\n- libs/a/gone.spec.ts\n');
    expect(await odd.run()).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed, 0 skipped' });
  });
});

describe('a suite that needs a service', () => {
  const helper = join(process.cwd(), 'test/support/jest/service.ts');
  const needing = (service: string) =>
    sample({
      'libs/a/needs.spec.ts': `import { describeWithService } from '${helper}';
        describeWithService('${service}', 'with ${service}', () => { ${good} });`,
    });
  const nothingInstalled = { PATH: '/nowhere', TEST_REDIS_URL: '', TEST_OPENSEARCH_URL: '' };

  it('is skipped and counted where the service is not to be had', async () => {
    const outcome = await needing('redis').run([], nothingInstalled);
    expect(outcome).toMatchObject({ code: 0, lastLine: '0 passed, 0 failed, 1 skipped' });
  });

  it('fails in CI, which could install it', async () => {
    const inCi = { ...nothingInstalled, CI: 'true' };
    const installable = await needing('redis').run([], inCi);
    expect(installable).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
    expect(installable.output).toContain('redis is missing');
  });

  it('runs where the service is named', async () => {
    const outcome = await needing('redis').run([], { ...nothingInstalled, TEST_REDIS_URL: 'redis://127.0.0.1:1' });
    expect(outcome).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed, 0 skipped' });
    const named = await needing('opensearch').run([], { ...nothingInstalled, OPENSEARCH_URL: 'http://127.0.0.1:1' });
    expect(named).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed, 0 skipped' });
  });
});
