import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '#kernel/config';
import type { Person } from '../../../test/support/person.js';
import { listenAnywhere } from '../../../test/support/raw-request.js';
import { StoredFiles } from '../../../test/support/stored-files.js';
import { boundary, formOf, type FormPart } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { testConfig } from '../../../test/support/worker-cluster.js';
import { DoorPatience } from './door-patience.js';

const size = 400_000;
const archive = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(size - 4, 7)]);
const html = Buffer.alloc(size, '<!doctype html>');

interface Announced {
  readonly id: number;
  readonly fields: Readonly<Record<string, string>>;
}

describe('the door by which announced files come', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'paopao-door-'));
  const patience: DoorPatience = { milliseconds: 30_000 };
  const community = useCommunity((builder) =>
    builder
      .overrideProvider(Config)
      .useValue(testConfig(3000, { DATA_DIR: dataDir }))
      .overrideProvider(DoorPatience)
      .useValue(patience),
  );
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  const files = new StoredFiles(community);
  let ada: Person;
  let port: number;
  beforeAll(async () => {
    ada = await community.member('ada');
    port = await listenAnywhere(community.app);
  });
  afterEach(async () => {
    await files.sql('delete from media_object');
    await files.take(...(await files.listed()));
  });

  const announce = (): Promise<Announced> =>
    ada.post('/v1/attachment/direct', {
      ...{ type: 'attachment', content_type: 'application/zip', file_size: size },
    }) as Promise<unknown> as Promise<Announced>;
  const complete = ({ id }: Announced) => ada.post('/v1/attachment/complete', { id });
  const formFor = ({ fields }: Announced, bytes = archive): Buffer => {
    const parts: FormPart[] = Object.entries(fields).map(([name, value]) => ({ name, value }));
    return formOf([...parts, { name: 'file', type: 'application/zip', bytes }]);
  };
  const bring = async (payload: Buffer) => {
    const headers = { host: community.host, 'content-type': `multipart/form-data; boundary=${boundary}` };
    const { statusCode, body } = await community.app.inject({ method: 'POST', url: '/objects', headers, payload });
    return { status: statusCode, error: body && (JSON.parse(body) as { error: string }).error };
  };
  /** All on the disk, also what is not whole yet. */
  const onDisk = () =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const until = async (condition: () => boolean | Promise<boolean>) => {
    for (let turn = 0; turn < 500; turn += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('It does not come to pass.');
  };
  /** A form of which so much is sent. */
  const begun = (whole: Buffer, sent: number): Socket => {
    const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined);
    const head = [
      'POST /objects HTTP/1.1',
      `Host: ${community.host}`,
      `Content-Type: multipart/form-data; boundary=${boundary}`,
      `Content-Length: ${whole.length}`,
      '\r\n',
    ];
    socket.write(head.join('\r\n'));
    socket.write(whole.subarray(0, sent));
    return socket;
  };
  const ended = (socket: Socket, rest: Buffer): Promise<string> => {
    const answer = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
    socket.write(rest);
    return answer;
  };
  const expired = { status: 403, error: 'media.link-expired' };

  it('takes a file again until its upload is completed, and none afterwards', async () => {
    const announced = await announce();
    for (let time = 0; time < 2; time += 1) expect((await bring(formFor(announced))).status).toBe(204);
    expect(await files.listed()).toHaveLength(1);
    await complete(announced);
    await community.settle();
    const before = await files.listed();
    expect(await bring(formFor(announced))).toEqual(expired);
    expect(await files.listed()).toEqual(before);
  });

  it('takes none when its upload was refused, or is just being completed', async () => {
    const announced = await announce();
    expect((await bring(formFor(announced, html))).status).toBe(204);
    await expect(complete(announced)).rejects.toMatchObject({ error: 'upload.type-refused' });
    await community.settle();
    expect(await bring(formFor(announced))).toEqual(expired);
    const claimed = await announce();
    await files.sql(`update media_object set upload = upload || '{"claimed": 99999999999}'`);
    expect(await bring(formFor(claimed))).toEqual(expired);
    expect([await files.listed(), onDisk()]).toEqual([[], 0]);
  });

  it('takes one form at a time for the same file', async () => {
    const [one, other] = [await announce(), await announce()];
    const whole = formFor(one);
    const first = begun(whole, 200_000);
    await until(() => onDisk() === 1);
    expect(await bring(formFor(one))).toEqual({ status: 429, error: 'request.too-many' });
    expect((await bring(formFor(other))).status).toBe(204);
    expect(await ended(first, whole.subarray(200_000))).toContain(' 204 ');
    first.destroy();
    expect((await bring(formFor(one))).status).toBe(204);
    expect(await files.listed()).toHaveLength(2);
  });

  it('keeps nothing of a file whose upload has ended while it came', async () => {
    const whole = formFor(await announce());
    const socket = begun(whole, 200_000);
    await until(() => onDisk() === 1);
    await files.sql('delete from media_object');
    expect(await ended(socket, whole.subarray(200_000))).toContain('media.link-expired');
    socket.destroy();
    expect([await files.listed(), onDisk()]).toEqual([[], 0]);
  });

  it('cuts off who sends nothing more, at any point of the form, and keeps nothing', async () => {
    Object.assign(patience, { milliseconds: 300 });
    const whole = formFor(await announce());
    for (const part of [0, 60, 200, 5_000, 200_000]) {
      const socket = begun(whole, part);
      await new Promise<void>((resolve) => socket.once('close', () => resolve()));
      await until(() => onDisk() === 0);
    }
    Object.assign(patience, { milliseconds: 30_000 });
    expect((await bring(whole)).status).toBe(204);
  });

  it('refuses fields that are no texts', async () => {
    const field = `--${boundary}\r\nContent-Disposition: form-data; name="key"\r\nContent-Type: application/json\r\n\r\n{"toString":1}\r\n`;
    const payload = Buffer.concat([Buffer.from(field), formFor(await announce())]);
    expect(await bring(payload)).toEqual({ status: 400, error: 'upload.failed' });
    expect(await files.listed()).toEqual([]);
  });
});
