import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type ObjectStore, smallestPart } from './object-store.js';

/** Objects that are brought in parts. */
export function objectPartsContract(given: () => ObjectStore): void {
  describe('by parts', () => {
    const type = 'video/mp4';
    const begin = (key: string) => given().beginParts(key, { type });
    const begun = async (prefix: string) => {
      const found: { key: string; id: string; begunAt: Date }[] = [];
      for await (const one of given().listBegun(prefix)) found.push(one);
      return found;
    };
    const listed = async (prefix: string) => {
      const found: string[] = [];
      for await (const { key } of given().list(prefix)) found.push(key);
      return found;
    };

    it('puts an object together, whatever order they come in', async () => {
      const [first, second, third] = [randomBytes(smallestPart), randomBytes(smallestPart + 7), Buffer.from('end')];
      const id = await begin('p/1/film');
      const three = await given().putPart('p/1/film', id, 3, third);
      const two = await given().putPart('p/1/film', id, 2, second);
      const one = await given().putPart('p/1/film', id, 1, first);
      expect(await given().find('p/1/film')).toBeNull();
      expect(await listed('p/1/film')).toEqual([]);
      await given().completeParts('p/1/film', id, [three, one, two]);
      const opened = await given().open('p/1/film');
      expect(opened).toMatchObject({ size: 2 * smallestPart + 10, type });
      expect((await buffer(opened!.stream)).equals(Buffer.concat([first, second, third]))).toBe(true);
      expect(await begun('p/1/film')).toEqual([]);
      await given().abortParts('p/1/film', id);
      expect(await given().find('p/1/film')).not.toBeNull();
    });

    it('takes the last of two parts that have one number', async () => {
      const id = await begin('p/1/again');
      await given().putPart('p/1/again', id, 1, Buffer.from('a first attempt'));
      const part = await given().putPart('p/1/again', id, 1, Buffer.from('the second'));
      await given().completeParts('p/1/again', id, [part]);
      const opened = await given().open('p/1/again');
      expect((await buffer(opened!.stream)).toString()).toBe('the second');
    });

    it('replaces an object', async () => {
      await given().put('p/1/old', Buffer.from('old'), { type: 'a/old' });
      const id = await begin('p/1/old');
      const part = await given().putPart('p/1/old', id, 1, Buffer.from('new'));
      expect(await given().find('p/1/old')).toMatchObject({ type: 'a/old' });
      await given().completeParts('p/1/old', id, [part]);
      expect(await given().find('p/1/old')).toMatchObject({ size: 3, type });
    });

    it('lists what was begun, until it is aborted', async () => {
      const [mine, second, other] = [await begin('p/2/a'), await begin('p/2/b'), await begin('p/22/a')];
      await given().putPart('p/2/a', mine, 1, Buffer.from('x'));
      const found = await begun('p/2/');
      expect(new Map(found.map(({ key, id }) => [key, id]))).toEqual(
        new Map([
          ['p/2/a', mine],
          ['p/2/b', second],
        ]),
      );
      expect(found.filter(({ begunAt }) => Math.abs(begunAt.getTime() - Date.now()) > 3_600_000)).toEqual([]);
      for (const [key, id] of [
        ['p/2/a', mine],
        ['p/2/b', second],
        ['p/22/a', other],
      ] as const) {
        await given().abortParts(key, id);
        await given().abortParts(key, id);
      }
      expect(await begun('p/2')).toEqual([]);
      expect(await given().find('p/2/a')).toBeNull();
      expect(await listed('p/2')).toEqual([]);
    });

    it('does not complete what nobody brought', async () => {
      const id = await begin('p/3/film');
      const part = await given().putPart('p/3/film', id, 1, Buffer.from('x'));
      const never = { number: 2, etag: part.etag };
      await expect(given().completeParts('p/3/film', id, [part, never])).rejects.toThrow(Error);
      expect(await given().find('p/3/film')).toBeNull();
      await given().abortParts('p/3/film', id);
      await expect(given().completeParts('p/3/film', id, [part])).rejects.toThrow(Error);
      expect(await given().find('p/3/film')).toBeNull();
    });
  });
}
