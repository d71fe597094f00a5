import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');
const run = promisify(execFile);

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run bench` or `npm run bench:profile` with these words. */
async function bench(script: 'bench' | 'bench:profile', ...words: string[]): Promise<Said> {
  try {
    const said = await run('npm', ['run', '--silent', script, '--', ...words], { cwd: root });
    return { code: 0, ...said };
  } catch (error) {
    const { code, stdout, stderr } = error as Said;
    return { code, stdout, stderr };
  }
}

jest.setTimeout(240_000); // it may have to build

describe('npm run bench', () => {
  it('explains itself, with each measure among those of its kind', async () => {
    const { code, stdout } = await bench('bench', '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}reads: timeline_guest_warm, /m);
    expect(stdout).not.toContain('  other:');
  });
});

describe('npm run bench:profile', () => {
  it('refuses a name that no measure has in one sentence', async () => {
    const { code, stdout, stderr } = await bench('bench:profile', 'timeline_of_nobody');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no measure timeline_of_nobody\. There are: .*timeline_guest_warm, .*\.\n$/m);
  });

  it('takes one measure at a time', async () => {
    const { code, stdout, stderr } = await bench('bench:profile', 'login,post_create');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('One measure is profiled at a time: npm run bench:profile -- timeline_guest_warm\n');
  });
});
