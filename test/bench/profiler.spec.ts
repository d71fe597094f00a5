import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Profiler } from '../../bench/profile/profiler.js';
import { writeProfile } from '../../bench/profile/write-profile.js';
import { conditionsOf } from '../../bench/results/conditions.js';
import { letLookOn, ServerProcess } from '../../bench/stage/server.js';
import { Undo } from '../../bench/undo.js';
import { elementsOf, textsOf } from './well-formed.js';

/** What the bench knows of a server: it says when it is ready, and ends when it is told to. */
const server = `
  function answerRequests() { for (const until = Date.now() + 10; Date.now() < until; ); }
  setInterval(answerRequests, 15);
  process.on('SIGINT', () => process.exit(0));
  console.log('Ready in 0.1 s: http://platform.localhost:3000');`;

jest.setTimeout(60_000);

describe('the profiler', () => {
  let folder: string;
  const undo = new Undo();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'profiler-'));
    writeFileSync(join(folder, 'server.cjs'), server);
  });
  afterAll(async () => {
    await undo.all();
    rmSync(folder, { recursive: true });
  });
  const start = () =>
    ServerProcess.start({ folder, command: [process.execPath, join(folder, 'server.cjs')], environment: {} }, undo);
  const aWhile = () => new Promise((resolve) => setTimeout(resolve, 300));

  it('has a profile of each server, also of one that is stopped on the way, and draws one picture of them', async () => {
    const profiler = new Profiler();
    letLookOn(profiler);
    const first = await start();
    await profiler.restart();
    await aWhile();
    await first.stop();
    expect(first.isRunning).toBe(false);
    const second = await start();
    await aWhile();
    const profiles = await profiler.end();
    expect(profiles).toHaveLength(2);
    await second.stop();

    const lines = [{ measure: 'login', value: 1_200, unit: 'req/s', errors: 0, profiled: true }];
    const about = { name: 'login', lines, conditions: conditionsOf(folder, new Date(), 'wrk') };
    const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const path = writeProfile({ root: folder, folder, profiles }, about);
    expect(told.mock.calls.map(([text]) => String(text)).join('')).toMatch(/% {2}answerRequests {2}server\.cjs:2$/m);
    told.mockRestore();

    expect(path).toBe(join(folder, 'login.svg'));
    const svg = readFileSync(path, 'utf8');
    elementsOf(svg);
    expect(textsOf(svg, 'title')).toContainEqual(expect.stringMatching(/^answerRequests\nserver\.cjs:2\n\d+\.\d %$/));
    expect(textsOf(svg, 'text')).toContain('login under the profiler: 1,200 req/s');
    expect(JSON.parse(readFileSync(join(folder, 'login-2.cpuprofile'), 'utf8'))).toEqual(profiles[1]);
  });

  it('forgets what was before its restart', async () => {
    const profiler = new Profiler();
    letLookOn(profiler);
    await (await start()).stop();
    await profiler.restart();
    expect(await profiler.end()).toEqual([]);
  });
});
