import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../../../test/support/worker-cluster.js';

/** In a process of its own, in which no program can be started while it has so large an environment. */
const script = `
  const { FilmTools } = await import('./dist/libs/community/media/processing/film-tools.js');
  const tools = new FilmTools({ warn: () => console.log('none') });
  process.env.TOO_LARGE = 'x'.repeat(4 * 1024 * 1024);
  await tools.find().catch(({ code }) => console.log(code));
  delete process.env.TOO_LARGE;
  const found = await tools.find();
  console.log(found?.ffmpeg, (await tools.find()) === found);`;

describe('the programs for films', () => {
  it('are looked for again when no program could be started', async () => {
    const args = ['--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: repositoryRoot });
    expect(stdout).toMatch(/^E2BIG\n\S*ffmpeg true\n$/);
  });
});
