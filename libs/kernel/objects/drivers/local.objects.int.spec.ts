import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Config } from '#kernel/config';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';
import { Arrivals } from '../arrivals.js';
import type { StoreBench } from '../object-signing.contract.js';
import { objectStoreContract } from '../object-store.contract.js';
import { ObjectPasses } from '../object-passes.js';
import { ObjectStore } from '../object-store.js';
import { tenantFolder } from '../tenant-objects.js';
import { LocalObjectStore } from './local.objects.js';

const dataDir = mkdtempSync(join(tmpdir(), 'paopao-objects-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const community = useCommunity((builder) =>
  builder
    .overrideProvider(Config)
    .useValue(testConfig(3000, { DATA_DIR: dataDir }))
    .overrideProvider(Arrivals)
    .useValue({ isAwaited: () => Promise.resolve(true) } satisfies Arrivals),
);
let bench: StoreBench;
beforeAll(async () => {
  const origin = `http://${community.host}:${await listenAnywhere(community.app)}`;
  bench = {
    store: community.app.get(ObjectStore),
    folder: tenantFolder(community.tenant),
    dataDir,
    origin,
    ask: fromLoopback,
  };
});

objectStoreContract('a folder', () => bench);

describe('the folder of objects', () => {
  const put = (key: string, text: string) => bench.store.put(key, Buffer.from(text), { type: 'a/b' });
  const path = (key: string) => join(dataDir, 'objects', key);

  it('is all that the store writes to, one file for each object', async () => {
    await put('own/9/x', 'the bytes');
    expect(readdirSync(dataDir)).toEqual(['objects']);
    expect(readdirSync(path('own/9'))).toEqual(['x']);
    expect(readFileSync(path('own/9/x'), 'utf8')).toMatch(/^the bytes\n\{.*\} *\n$/);
    expect(readdirSync(path('.new'))).toEqual([]);
  });

  it('has no empty folders of objects that are gone, also where others come to them', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => `deep/a/b/c/${index}`);
    await Promise.all(keys.map(async (key) => put(key, 'x').then(() => bench.store.remove(key))));
    expect(readdirSync(path(''))).not.toContain('deep');
    await put('deep/a/b/stays', 'x');
    await put('deep/a/b/c/goes', 'x');
    await bench.store.remove('deep/a/b/c/goes');
    expect(readdirSync(path('deep/a/b'))).toEqual(['stays']);
  });

  it('holds a file that a power failure has torn for none', async () => {
    await put('own/torn', 'x'.repeat(1000));
    truncateSync(path('own/torn'), 900);
    expect(await bench.store.find('own/torn')).toBeNull();
    expect(await bench.store.open('own/torn')).toBeNull();
    writeFileSync(path('own/short'), 'brought by hand');
    expect(await bench.store.find('own/short')).toBeNull();
  });

  it('loses at the next start what a killed process left, but nothing that may be at work', async () => {
    for (const name of ['old', 'young']) writeFileSync(path(`.new/${name}`), 'x');
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    utimesSync(path('.new/old'), yesterday, yesterday);
    await new LocalObjectStore({ dataDir }, community.app.get(ObjectPasses)).onModuleInit();
    expect(readdirSync(path('.new'))).toEqual(['young']);
    rmSync(path('.new/young'));
  });

  it('holds parts whose beginning a kill has torn for none, and loses them once they are a day old', async () => {
    const keep = await bench.store.beginParts('own/begun', { type: 'a/b' });
    const torn = '00000000-0000-4000-8000-000000000000';
    mkdirSync(path(`.parts/${torn}`));
    writeFileSync(path(`.parts/${torn}/begun`), '');
    const found: string[] = [];
    for await (const { id } of bench.store.listBegun('own/')) found.push(id);
    expect(found).toEqual([keep]);
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    for (const id of [keep, torn]) utimesSync(path(`.parts/${id}`), yesterday, yesterday);
    await new LocalObjectStore({ dataDir }, community.app.get(ObjectPasses)).onModuleInit();
    expect(readdirSync(path('.parts'))).toEqual([keep]);
    await bench.store.abortParts('own/begun', keep);
  });

  it('does not take a folder that cannot be read for an empty one', async () => {
    await put('own/x', 'x');
    symlinkSync(path('own/round'), path('own/round')); // leads nowhere but to itself
    const all = async () => {
      for await (const { key } of bench.store.list('own/round/')) return key;
      return null;
    };
    await expect(all()).rejects.toThrow('ELOOP');
    rmSync(path('own/round'));
  });

  it('has parts of the least size, as S3 wants them', async () => {
    const id = await bench.store.beginParts('own/parts', { type: 'a/b' });
    const parts = [1, 2].map((number) => bench.store.putPart('own/parts', id, number, Buffer.from('small')));
    await expect(bench.store.completeParts('own/parts', id, await Promise.all(parts))).rejects.toThrow('too small');
    await expect(bench.store.putPart('own/other', id, 1, Buffer.from('x'))).rejects.toThrow('of another object');
    await expect(bench.store.putPart('own/parts', '../../x', 1, Buffer.from('x'))).rejects.toThrow('never begun');
    await bench.store.abortParts('own/parts', id);
    expect(readdirSync(path('.parts'))).toEqual([]);
  });
});

describe('the door of the folder', () => {
  const post = async (fields: Record<string, string>, bytes: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([bytes]), 'x');
    const answer = await bench.ask(`${bench.origin}/objects`, { method: 'POST', body: form });
    return { status: answer.status, text: await answer.text() };
  };
  const rules = { type: 'image/png', largest: 5, seconds: 60 };
  const sign = async (key: string) => ({ ...(await bench.store.signForm(key, rules, bench.origin)).fields });
  const code = ({ text }: { text: string }) => (JSON.parse(text) as { code: number }).code;

  it('says what is wrong with a form', async () => {
    const key = `${bench.folder}door/one`;
    expect(code(await post(await sign(key), 'too long'))).toBe(10202);
    expect(code(await post({ ...(await sign(key)), 'Content-Type': 'text/html' }, 'x'))).toBe(10201);
    expect(code(await post({ ...(await sign(key)), key: `${key}x` }, 'x'))).toBe(106001);
    expect(code(await post({}, 'x'))).toBe(106001);
    const bare = await bench.ask(`${bench.origin}/objects`, { method: 'POST', body: new URLSearchParams({ key }) });
    expect(((await bare.json()) as { code: number }).code).toBe(10200);
    expect(await bench.store.find(key)).toBeNull();
  });

  it('neither takes nor shows what is of another community', async () => {
    const key = `${tenantFolder((await community.neighbour()).tenant)}door/theirs`;
    expect((await post(await sign(key), 'x')).status).toBe(404);
    expect(await bench.store.find(key)).toBeNull();
    await bench.store.put(key, Buffer.from('x'), { type: 'a/b' });
    const { status } = await bench.ask(await bench.store.signReading(key, { seconds: 60 }, bench.origin));
    expect(status).toBe(404);
  });
});

/** As fetch does, to this machine whatever the host of the address: names below localhost are not found everywhere. */
async function fromLoopback(url: string, init?: RequestInit): Promise<Response> {
  const sent = new Request(url, init);
  const { host, port, pathname, search } = new URL(url);
  const body = Buffer.from(await sent.arrayBuffer());
  const headers = { ...Object.fromEntries(sent.headers), host, 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const to = { host: '127.0.0.1', port, path: pathname + search, method: sent.method, headers };
    const asking = request(to, (answer) => {
      buffer(answer).then((bytes) => {
        const status = answer.statusCode!;
        const known = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
        resolve(new Response(status === 204 ? null : new Uint8Array(bytes), { status, headers: known }));
      }, reject);
    });
    asking.on('error', reject).end(body);
  });
}
