import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { useFaultStage } from '../support/faults/use-fault-stage.js';
import { Community } from './community.js';
import { type HostileFiles, makeHostileFiles } from './hostile-files.js';
import { byLength, mostMs } from './length.js';
import { percentile, report, rounded } from './line.js';
import { sendRaw } from './raw-upload.js';
import { stateOf, upload } from './uploads.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

/** Where one fault is named nothing else is at work, so that times mean something. */
const slowest = byLength({ short: 5_000, part: 2_000, full: 500 });
const largest = 300;
const together = byLength({ short: 2, part: 3, full: 6 });

const residentMB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

/** Every file below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

describe('hostile_uploads: what strangers send, over sockets, to a server that others use meanwhile', () => {
  const stage = useFaultStage();
  let wire: Wire;
  let community: Community;
  let files: HostileFiles;
  beforeAll(async () => {
    files = await makeHostileFiles();
    wire = new Wire(stage.port);
    community = await Community.found(wire, stage.operatorToken);
    await community.write(20);
  });
  afterAll(() => wire?.close());

  const rows = () => stage.tasks.filesOf(community.host);
  /** Samples memory of the api and the time of a member's request until told to stop. */
  const watch = () => {
    const times: number[] = [];
    let [peak, done] = [0, false];
    const memory = (async () => {
      for (; !done; await pause(20)) peak = Math.max(peak, residentMB(stage.apiPid));
    })();
    const members = (async () => {
      for (; !done; await pause(10)) {
        const since = performance.now();
        await wire.call({
          host: community.host,
          path: '/v1/posts?style=newest&page_size=20',
          token: community.authors[0]!.token,
        });
        times.push(performance.now() - since);
      }
    })();
    return async () => {
      done = true;
      await Promise.all([memory, members]);
      return { peak, p99: percentile(times, 0.99) };
    };
  };

  it('is refused with its code, leaves nothing, and nobody else notices', async () => {
    const { host, authors } = community;
    const cases = files.cases();
    const before = { files: filesIn(stage.folder), rows: await rows() };
    const stop = watch();
    const wrong: string[] = [];
    for (const { name, form, code } of cases) {
      const reply = await sendRaw(stage.port, { host, token: authors[1]!.token, ...form });
      const isRight =
        code === null ? reply.status === 0 : reply.code === code && reply.status >= 400 && reply.status < 500;
      if (!isRight) wrong.push(`${name}: ${reply.status} ${reply.text}`);
    }
    for (let number = 0; number < together; number += 1) {
      const form = (each: (typeof cases)[number]) =>
        sendRaw(stage.port, { host, token: authors[number]!.token, ...each.form });
      await Promise.all(files.cases().map(form));
    }
    const { peak, p99 } = await stop();
    await untilTrue(async () => (await rows()) === before.rows, 30_000);
    expect(wrong).toEqual([]);
    expect(filesIn(stage.folder)).toEqual(before.files);
    const line = { acknowledged: 0, lost: 0, doubled: 0, foreign: 0, cases: cases.length };
    report({ fault: 'hostile_uploads', rounds: together, ...line, peak_mb: rounded(peak), p99_ms: rounded(p99, 1) });
    expect(peak).toBeLessThan(largest);
    expect(p99).toBeLessThan(slowest);
  });

  it('takes no name from a client, and no file of somebody else', async () => {
    const { host, authors } = community;
    const { png } = files;
    const [mine, theirs] = [authors[2]!, authors[3]!];
    for (const filename of ['../../../etc/cron.d/x', '..\\\\..\\\\x', 'x\\0.png', '/etc/passwd']) {
      const form = { host, token: mine.token, as: 'image/png', filename, bytes: [png], length: png.length };
      const reply = await sendRaw(stage.port, form);
      expect(reply).toMatchObject({ status: 200 });
      expect(reply.text).toMatch(/\/media\/public\/image(\/[0-9a-f]{2}){4}\/[0-9a-f-]+\.png"/);
    }
    const other = await Community.found(wire, stage.operatorToken);
    const file = { type: 'public/image', as: 'image/png', bytes: png };
    const own = await upload({ port: stage.port, host: other.host }, other.authors[0]!, file);
    const members = await upload({ port: stage.port, host }, theirs, file);
    const path = new URL(own.content).pathname;
    const climbing = `http://${host}/media/public/image/../../../${path.slice(1)}`;
    for (const content of [own.content, members.content, `http://${host}${path}`, climbing]) {
      const contents = [
        { content: 'look', type: 2, sort: 1 },
        { content, type: 3, sort: 2 },
      ];
      const body = { contents, tags: [], users: [], visibility: 0 };
      const { status, json } = await wire.send({ host, method: 'POST', path: '/v1/post', token: mine.token, body });
      expect([content, status >= 400 && status < 500, (json as { code: number }).code]).toEqual([
        content,
        true,
        expect.any(Number),
      ]);
    }
  });

  it('finds out a playlist that begins as a film', async () => {
    const { disguised } = files;
    const to = { port: stage.port, host: community.host };
    const file = await upload(to, community.authors[4]!, { type: 'public/video', as: 'video/mp4', bytes: disguised });
    await stage.startWorker('in-process');
    await untilTrue(async () => (await stateOf(wire, community.host, file)).state !== 'pending', 60_000);
    expect(await stateOf(wire, community.host, file)).toMatchObject({ state: 'failed', variants: [] });
  });
});
