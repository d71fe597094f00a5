import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { freePort } from '../../../../test/support/npm-start.js';
import { useS3Server } from '../../../../test/support/s3-server.js';
import { Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { ObjectStore } from '../object-store.js';
import { objectStoreContract } from '../object-store.contract.js';
import { S3ObjectStore } from './s3.objects.js';

const dataDir = mkdtempSync(join(tmpdir(), 'paopao-s3-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const server = useS3Server();
const stores: S3ObjectStore[] = [];
const storeWith = (settings: Record<string, string> = {}): S3ObjectStore => {
  const store = new S3ObjectStore(server().config({ DATA_DIR: dataDir, ...settings }));
  stores.push(store);
  return store;
};
let store: S3ObjectStore;
beforeAll(() => {
  store = storeWith();
});
afterAll(() => Promise.all(stores.map((one) => one.onApplicationShutdown())));

objectStoreContract('an S3 server', () => ({
  store,
  folder: 't/7/',
  dataDir,
  origin: 'http://nobody.localhost',
  ask: fetch,
}));

describe('a large object in S3', () => {
  const MiB = 1024 * 1024;
  const content = randomBytes(MiB);
  function* times(count: number, broken = false): Generator<Buffer> {
    for (let at = 0; at < count; at += 1) yield content;
    if (broken) throw new Error('gone');
  }

  it('is brought in parts, and is the same', async () => {
    await store.put('t/7/large', Readable.from(times(70)), { type: 'video/mp4' });
    expect(await store.find('t/7/large')).toMatchObject({ size: 70 * MiB, type: 'video/mp4' });
    const last = await store.open('t/7/large', { first: 69 * MiB, last: 70 * MiB - 1 });
    expect(Buffer.concat(await last!.stream.toArray()).equals(content)).toBe(true);
  });

  it('is not begun before it has come', async () => {
    await expect(store.put('t/7/broken', Readable.from(times(70, true)), { type: 'a/b' })).rejects.toThrow('gone');
    expect(await server().begun()).toEqual([]);
    expect(await server().keys('t/7/broken')).toEqual([]);
  });
});

describe('an S3 store with a bad moment', () => {
  let failing: Server;
  let left = 0;
  const asked: string[] = [];
  beforeAll(async () => {
    const { port, hostname } = new URL(server().settings.S3_ENDPOINT);
    failing = createServer((from, to) => {
      asked.push(from.method!);
      if (from.method === 'PUT' && (left -= 1) >= 0) {
        from.resume().on('end', () => to.writeHead(503).end());
        return;
      }
      // What is signed is the address that was asked, so it is passed on with its host.
      const { method, url: path, headers } = from;
      const on = request({ hostname, port, method, path, headers, setHost: false }, (answer) => {
        to.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(to);
      });
      from.pipe(on);
    });
    await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => failing.close(resolve).closeAllConnections());
  });
  const behind = () => storeWith({ S3_ENDPOINT: `http://127.0.0.1:${(failing.address() as AddressInfo).port}` });

  it('is sent the same stream again', async () => {
    left = 2;
    const through = behind();
    await through.put('t/7/again', Readable.from([randomBytes(400_000)]), { type: 'a/b' });
    expect(await store.find('t/7/again')).toMatchObject({ size: 400_000 });
    expect(asked.filter((method) => method === 'PUT')).toHaveLength(3);
  });

  it('is given up in the end', async () => {
    left = Infinity;
    const through = behind();
    await expect(through.put('t/7/never', Readable.from(['x']), { type: 'a/b' })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 503 },
    });
    expect(await store.find('t/7/never')).toBeNull();
  });
});

describe('an S3 store that cannot be used', () => {
  it('says that the bucket is missing', async () => {
    const nowhere = storeWith({ S3_BUCKET: 'no-such-bucket-here' });
    const says = /has no bucket "no-such-bucket-here".*S3_BUCKET/;
    await expect(nowhere.check()).rejects.toThrow(says);
    await expect(nowhere.find('t/7/x')).rejects.toThrow(says); // an object that is missing is another matter
    await expect(nowhere.open('t/7/x')).rejects.toThrow(says);
    await expect(nowhere.put('t/7/x', Buffer.from('x'), { type: 'a/b' })).rejects.toThrow(says);
  });

  it('says that the key is refused', async () => {
    const stranger = storeWith({ S3_SECRET_ACCESS_KEY: 'another secret' });
    await expect(stranger.check()).rejects.toThrow('S3_SECRET_ACCESS_KEY');
    await expect(stranger.find('t/7/x')).rejects.toThrow('S3_SECRET_ACCESS_KEY');
    await expect(stranger.put('t/7/x', Readable.from(['x']), { type: 'a/b' })).rejects.toThrow('S3_SECRET_ACCESS_KEY');
  });

  it('says that nobody answers', async () => {
    const away = storeWith({ S3_ENDPOINT: `http://127.0.0.1:${await freePort()}` });
    await expect(away.check()).rejects.toThrow(/does not answer: bucket .*ECONNREFUSED/);
  });
});

describe('the spool', () => {
  it('loses at the start what a killed process left in it', async () => {
    mkdirSync(join(dataDir, 'spool'), { recursive: true });
    for (const name of ['object-left', 'of-somebody-else']) writeFileSync(join(dataDir, 'spool', name), 'x');
    await store.onModuleInit();
    expect(readdirSync(join(dataDir, 'spool'))).toEqual(['of-somebody-else']);
  });
});

describe('an application that keeps its files in S3', () => {
  const community = useCommunity((builder) => server().change(builder));

  it('has no door for objects', async () => {
    expect(community.app.get(ObjectStore)).toBeInstanceOf(S3ObjectStore);
    const ask = (method: 'GET' | 'POST', url: string) =>
      community.app.inject({ method, url, headers: { host: community.host } });
    expect((await ask('POST', '/objects')).statusCode).toBe(404);
    expect((await ask('GET', '/objects/t/1/x')).statusCode).toBe(404);
  });

  it('keeps what a member uploads there', async () => {
    const ada = await community.member('ada');
    await new Uploader(community.app, ada).file(
      'attachment',
      Buffer.from('PK\u0005\u0006'.padEnd(22, '\0'), 'latin1'),
      'application/zip',
    );
    expect(await server().keys(`t/${community.tenant.id}/attachment/`)).toHaveLength(1);
  });
});
