import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { objectPartsContract } from './object-parts.contract.js';
import { signedObjectsContract, type StoreBench } from './object-signing.contract.js';
import type { ObjectStore, OpenObject } from './object-store.js';

const text = async (opened: OpenObject | null): Promise<string | null> =>
  opened && (await buffer(opened.stream)).toString();

/** What every driver of ObjectStore keeps. `bench` is asked once per test, when everything has been started. */
export function objectStoreContract(name: string, bench: () => StoreBench): void {
  describe(`${name} as an object store`, () => {
    let store: ObjectStore;
    beforeAll(() => {
      ({ store } = bench());
    });
    const put = (key: string, content: string, type = 'text/plain') => store.put(key, Buffer.from(content), { type });
    const keys = async (prefix: string) => {
      const found: string[] = [];
      for await (const { key } of store.list(prefix)) found.push(key);
      return found.sort();
    };

    it('gives back the bytes, their number and their type', async () => {
      await put('t/1/hello.txt', 'Hello 你好');
      const opened = await store.open('t/1/hello.txt');
      expect(opened).toMatchObject({ size: 12, type: 'text/plain' });
      expect(await text(opened)).toBe('Hello 你好');
      expect(await store.find('t/1/hello.txt')).toEqual({ size: 12, type: 'text/plain', etag: opened!.etag });
    });

    it('takes a stream, and keeps an empty object', async () => {
      await store.put('t/1/stream', Readable.from([Buffer.from('one '), Buffer.from('two')]), { type: 'a/b' });
      expect(await text(await store.open('t/1/stream'))).toBe('one two');
      await put('t/1/empty', '');
      expect(await store.open('t/1/empty').then(text)).toBe('');
      expect(await store.find('t/1/empty')).toMatchObject({ size: 0 });
    });

    it('gives a part of the bytes', async () => {
      await put('t/1/part', '0123456789');
      expect(await text(await store.open('t/1/part', { first: 2, last: 4 }))).toBe('234');
      const last = await store.open('t/1/part', { first: 9, last: 9 });
      expect(last).toMatchObject({ size: 10 });
      expect(await text(last)).toBe('9');
    });

    it('replaces an object, and tells by the etag', async () => {
      await put('t/1/twice', 'old', 'a/old');
      const old = await store.find('t/1/twice');
      await put('t/1/twice', 'new', 'a/new');
      const now = await store.open('t/1/twice');
      expect(now).toMatchObject({ type: 'a/new' });
      expect(await text(now)).toBe('new');
      expect(now!.etag).not.toBe(old!.etag);
    });

    it('takes a long stream of unknown length', async () => {
      const content = randomBytes(12 * 1024 * 1024);
      await store.put('t/1/long', Readable.from(chunksOf(content)), { type: 'a/b' });
      expect(await store.find('t/1/long')).toMatchObject({ size: content.length, type: 'a/b' });
      const back = await buffer((await store.open('t/1/long'))!.stream);
      expect(sha256(back)).toBe(sha256(content));
      const middle = await store.open('t/1/long', { first: 6_000_000, last: 6_000_099 });
      expect(await buffer(middle!.stream)).toEqual(content.subarray(6_000_000, 6_000_100));
    });

    it.each([0, 300_000])('leaves nothing of an object that broke off after %i bytes', async (length) => {
      const before = filesBelow(bench().dataDir);
      const broken = Readable.from(breakingAfter(length));
      await expect(store.put('t/1/broken', broken, { type: 'a/b' })).rejects.toThrow('gone');
      expect(await store.find('t/1/broken')).toBeNull();
      expect(await store.open('t/1/broken')).toBeNull();
      expect(await keys('t/1/broken')).toEqual([]);
      for await (const { key } of store.listBegun('t/1/broken')) throw new Error(`Parts of ${key} are left.`);
      expect(filesBelow(bench().dataDir)).toEqual(before);
    });

    it('keeps the old object when its successor breaks off', async () => {
      await put('t/1/kept', 'old');
      const broken = Readable.from(breakingAfter(10));
      await expect(store.put('t/1/kept', broken, { type: 'a/b' })).rejects.toThrow('gone');
      expect(await text(await store.open('t/1/kept'))).toBe('old');
    });

    it('copies an object with its type, and says when there is none', async () => {
      await put('t/1/original', 'the same', 'a/original');
      await put('t/1/copy', 'another');
      expect(await store.copy('t/1/original', 't/1/copy')).toBe(true);
      expect(await store.find('t/1/copy')).toMatchObject({ size: 8, type: 'a/original' });
      await store.remove('t/1/original');
      expect(await text(await store.open('t/1/copy'))).toBe('the same');
      expect(await store.copy('t/1/original', 't/1/copied')).toBe(false);
      expect(await store.find('t/1/copied')).toBeNull();
    });

    it('removes an object, also one that is not there', async () => {
      await put('t/1/gone', 'x');
      await store.remove('t/1/gone');
      await store.remove('t/1/gone');
      expect(await store.open('t/1/gone')).toBeNull();
      expect(await store.find('t/1/never')).toBeNull();
    });

    it('lists what begins with a prefix, and nothing else', async () => {
      for (const key of ['l/1/a', 'l/1/b/c', 'l/12/a', 'l/2/a']) await put(key, 'x');
      expect(await keys('l/1/')).toEqual(['l/1/a', 'l/1/b/c']);
      expect(await keys('l/1')).toEqual(['l/1/a', 'l/1/b/c', 'l/12/a']);
      expect(await keys('l/1/b/c')).toEqual(['l/1/b/c']);
      expect(await keys('nobody/')).toEqual([]);
    });

    it('removes many at once, and says the size and the date of each of many', async () => {
      const many = Array.from({ length: 1100 }, (_, index) => `m/1/${index % 7}/n${index}`);
      for (let at = 0; at < many.length; at += 50)
        await Promise.all(many.slice(at, at + 50).map((key) => put(key, key)));
      const from = Date.now();
      const listed = [];
      for await (const one of store.list('m/1/')) listed.push(one);
      expect(listed.map(({ key }) => key).toSorted()).toEqual(many.toSorted());
      expect(listed.filter(({ key, size }) => size !== key.length)).toEqual([]);
      const hour = 3_600_000; // another machine's clock, and a store that rounds
      expect(listed.filter(({ changedAt }) => Math.abs(changedAt.getTime() - from) > hour)).toEqual([]);
      await store.remove(...many.slice(1), 'm/1/never');
      expect(await keys('m/')).toEqual([many[0]]);
      await store.remove(many[0]!);
      expect(await keys('m/')).toEqual([]);
    });

    it('removes nothing when there is nothing to remove', async () => {
      await put('t/1/stays', 'x');
      await store.remove();
      expect(await store.find('t/1/stays')).not.toBeNull();
    });

    it.each([
      '',
      '/',
      '/a',
      'a/',
      'a//b',
      '.',
      '..',
      '../a',
      'a/../b',
      'a/..',
      'a/./b',
      '.hidden',
      'a/.b',
      'a\\b',
      'a\0b',
      'A',
      'a b',
      'a%2e',
      'ä',
      'a~',
      'a?b',
      'a'.repeat(600),
      `${'a/'.repeat(30)}a`,
    ])('refuses the key %j', async (key) => {
      await expect(put(key, 'x')).rejects.toThrow('Not the key');
      await expect(store.open(key)).rejects.toThrow('Not the key');
      await expect(store.remove('t/1/stays', key)).rejects.toThrow('Not the key');
      await expect(store.find(key)).rejects.toThrow('Not the key');
      await expect(store.copy('t/1/stays', key)).rejects.toThrow('Not the key');
      await expect(store.copy(key, 't/1/stays')).rejects.toThrow('Not the key');
      await expect(store.beginParts(key, { type: 'a/b' })).rejects.toThrow('Not the key');
      await expect(store.signReading(key, { seconds: 60 }, 'http://localhost')).rejects.toThrow('Not the key');
      const rules = { type: 'a/b', largest: 1, seconds: 60 };
      await expect(store.signForm(key, rules, 'http://localhost')).rejects.toThrow('Not the key');
      expect(await store.find('t/1/stays')).not.toBeNull();
    });

    it('can be used', async () => {
      await expect(store.check()).resolves.toBeUndefined();
    });

    objectPartsContract(() => bench().store);
    signedObjectsContract(bench);
  });
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 50_001) yield bytes.subarray(at, at + 50_001);
}

function* breakingAfter(length: number): Generator<Buffer> {
  if (length > 0) yield Buffer.alloc(length);
  throw new Error('gone');
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .toSorted();
