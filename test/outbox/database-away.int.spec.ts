import { BuiltProcess } from '../support/built-process.js';
import { DatabaseLine } from '../support/database-line.js';
import { pause, until } from '../support/npm-start.js';
import { useCommunity } from '../support/use-community.js';
import { workerCluster } from '../support/worker-cluster.js';

jest.setTimeout(120_000);

describe('a worker whose database is away for seconds', () => {
  const community = useCommunity();
  let line: DatabaseLine;
  let worker: BuiltProcess | undefined;
  beforeAll(async () => {
    line = await DatabaseLine.to((await workerCluster()).url);
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await worker?.ended;
    await line?.close();
  });

  it('says so once, goes on by itself, and does everything once', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts('herons');
    let written = 0;
    const write = async (count: number) => {
      for (const end = written + count; written < end; written += 1) await bob.comments(id, `heron ${written}`);
    };
    const unread = async () => (await ada.get('/v1/user/msgcount/unread'))['count'] as number;
    const told = (what: RegExp) => worker!.output.match(what)?.length ?? 0;
    const isTold = (what: RegExp) =>
      until(
        () => told(what) === 1,
        30_000,
        () => worker!.output,
      );

    worker = await BuiltProcess.start('worker', { DATABASE_URL: line.url, LOG_LEVEL: 'info' });
    await write(10);
    line.cut();
    await write(10);
    await isTold(/No tasks can be given out/g);
    await pause(2_000);
    line.mend();
    await isTold(/Tasks are given out again/g);
    await write(10);
    line.hold(); // whoever writes now may wait for a lock that the worker has
    await pause(3_000);
    line.mend();
    await write(10);
    for (let looks = 0; looks < 1_000 && (await unread()) < written; looks += 1) await pause(50);
    await pause(500);
    expect(await unread()).toBe(written);
    expect([told(/No tasks can be given out/g), told(/Tasks are given out again/g)]).toEqual([1, 1]);
  });
});
