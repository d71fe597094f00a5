import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { ObjectStore, OpenObject } from './object-store.js';

const text = async (opened: OpenObject | null): Promise<string | null> =>
  opened && (await buffer(opened.stream)).toString();

/** What every driver of ObjectStore keeps. */
export function objectStoreContract(name: string, make: () => Promise<ObjectStore>): void {
  describe(`${name} as an object store`, () => {
    let store: ObjectStore;
    beforeAll(async () => {
      store = await make();
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

    it('leaves nothing of an object that broke off in the middle', async () => {
      const broken = new Readable({
        read() {
          this.destroy(new Error('gone'));
        },
      });
      await expect(store.put('t/1/broken', broken, { type: 'a/b' })).rejects.toThrow('gone');
      expect(await store.find('t/1/broken')).toBeNull();
      expect(await keys('t/1/broken')).toEqual([]);
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
      await expect(store.remove(key)).rejects.toThrow('Not the key');
    });
  });
}
