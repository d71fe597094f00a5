import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '#kernel/config';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { boundary, formOf } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';
import { MediaUsageRepository } from '../media-usage.repository.js';
import { UploadPatience } from './upload-patience.js';

const MiB = 1024 * 1024;
const film = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom\0\0\u0002\0isommp41'),
  Buffer.alloc(8 * MiB),
]);

describe('the connection of an upload', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paopao-uploads-'));
  const config = Object.create(testConfig(), { dataDir: { value: folder } }) as Config;
  const patience: UploadPatience = { milliseconds: 30_000 };
  const community = useCommunity((builder) =>
    builder.overrideProvider(Config).useValue(config).overrideProvider(UploadPatience).useValue(patience),
  );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let port: number;
  let token: string;
  beforeAll(async () => {
    token = (await community.member('ada')).token!;
    port = await listenAnywhere(community.app);
  });

  const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const inside = async <T>(work: () => Promise<T>): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, work);
  const rows = () => inside(() => community.app.get(TenantDatabase).query('select from media_object'));
  const usage = () => inside(() => community.app.get(MediaUsageRepository).find());
  const head = (length: number, bearer = token) =>
    [
      'POST /v1/attachment HTTP/1.1',
      `Host: ${community.host}`,
      `Authorization: Bearer ${bearer}`,
      `Content-Type: multipart/form-data; boundary=${boundary}`,
      `Content-Length: ${length}`,
      '\r\n',
    ].join('\r\n');
  const form = (type: string, bytes = film) =>
    formOf([
      { name: 'type', value: type },
      { name: 'file', type: 'video/mp4', bytes },
    ]);
  const until = async (condition: () => boolean | Promise<boolean>) => {
    for (let turn = 0; turn < 500; turn += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('It does not come to pass.');
  };
  const opened = async (): Promise<Socket> => {
    const socket = connect({ port, host: '127.0.0.1' });
    await new Promise((resolve) => socket.once('connect', resolve));
    return socket.on('error', () => undefined);
  };
  const answerOn = (socket: Socket): Promise<string> =>
    new Promise((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));

  it('leaves nothing when it breaks in the middle', async () => {
    const whole = form('public/video');
    for (const part of [200, 5_000, 4 * MiB]) {
      const socket = await opened();
      socket.write(head(whole.length));
      socket.write(whole.subarray(0, part));
      if (part > 4_500) await until(async () => (await rows()).length > 0); // it has begun to be stored
      socket.destroy();
      await until(async () => files().length === 0 && (await rows()).length === 0);
    }
    expect(files()).toEqual([]);
  });

  it('is cut when nothing comes any more, at any point of the form, and leaves nothing', async () => {
    Object.assign(patience, { milliseconds: 300 });
    const whole = form('public/video');
    for (const part of [0, 60, 200, 5_000, 4 * MiB, whole.length - 10]) {
      const socket = await opened();
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.write(head(whole.length));
      socket.write(whole.subarray(0, part));
      await closed;
      await until(async () => files().length === 0 && (await rows()).length === 0);
    }
    Object.assign(patience, { milliseconds: 30_000 });
    expect(await usage()).toEqual({ files: 0, bytes: 0 });
  });

  it('hears of a refusal after all of a file that is not even looked at, and can be used again', async () => {
    const socket = await opened();
    const whole = form('public/image');
    for (let time = 0; time < 2; time += 1) {
      const answer = answerOn(socket);
      socket.write(head(whole.length));
      socket.write(whole);
      expect(await answer).toContain('10201');
    }
    const guest = answerOn(socket);
    socket.write(head(whole.length, 'a.b.c'));
    socket.write(whole);
    expect(await guest).toContain('401');
    socket.destroy();
    expect([files(), await rows()]).toEqual([[], []]);
  });

  it('hears that a file is too large, and nothing of that is kept', async () => {
    const socket = await opened();
    const [start, end] = [form('public/video').subarray(0, -100), 101 * MiB];
    socket.write(head(start.length + end));
    socket.write(start);
    const answer = answerOn(socket);
    for (let sent = 0; sent < end; sent += MiB)
      if (!socket.write(Buffer.alloc(MiB))) await new Promise((resolve) => socket.once('drain', resolve));
    expect(await answer).toContain('10202');
    socket.destroy();
    await until(async () => files().length === 0 && (await rows()).length === 0);
  });

  it('is cut when it goes on for ever', async () => {
    const socket = await opened();
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(head(10_000 * MiB));
    socket.write(form('nothing').subarray(0, 300));
    let sent = 0;
    while (!socket.destroyed && sent < 1_000) {
      const next = socket.write(Buffer.alloc(MiB));
      sent += 1;
      if (!next) await Promise.race([closed, new Promise((resolve) => socket.once('drain', resolve))]);
    }
    await closed;
    expect(sent).toBeLessThan(150);
  });

  it('may be slow, as long as something comes, and holds no connection of the database meanwhile', async () => {
    Object.assign(patience, { milliseconds: 2_000 });
    const whole = form('public/video', film.subarray(0, 200_000));
    const sockets = await Promise.all(Array.from({ length: 30 }, opened)); // more than there are connections
    const answers = sockets.map(answerOn);
    const step = Math.ceil(whole.length / 5);
    const sendsOn = async (from: number, to: number) => {
      for (let sent = from; sent < to; sent += step) {
        for (const socket of sockets) socket.write(whole.subarray(sent, Math.min(sent + step, to)));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    for (const socket of sockets) socket.write(head(whole.length));
    await sendsOn(0, 2 * step);
    await until(async () => (await rows()).length === 30);
    expect((await community.guest.request('GET', '/v1/posts?style=newest')).status).toBe(200);
    await sendsOn(2 * step, whole.length);
    for (const answer of answers) expect(await answer).toContain('"code":0');
    for (const socket of sockets) socket.destroy();
    expect(await usage()).toEqual({ files: 30, bytes: 30 * 200_000 });
  });
});
