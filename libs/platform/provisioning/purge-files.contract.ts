import { randomUUID } from 'node:crypto';
import { PlatformDatabase } from '#kernel/database';
import { ObjectStore } from '#kernel/objects';
import type { Change } from '../../../test/support/boot-api.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import { OperationsRunner } from './operations.runner.js';

const owner = { username: 'camellia', password: 'green and black' };

/** What becomes of the files of a community that is removed for good, over any driver. */
export function purgeFilesContract(name: string, change: Change): void {
  describe(`the files of a community that is removed for good (${name})`, () => {
    const platform = usePlatform(change);
    const store = () => platform.app.get(ObjectStore);
    const query = (sql: string, id: number) =>
      platform.app.get(PlatformDatabase).query<Record<string, unknown>>(sql, [id]);
    const listed = async (id: number) => {
      const keys: string[] = [];
      for await (const { key } of store().list(`t/${id}/`)) keys.push(key);
      for await (const { key } of store().listBegun(`t/${id}/`)) keys.push(key);
      return keys;
    };
    const operationOf = async (id: number) =>
      (await query(`select * from platform.operation where tenant_id = $1 and kind = 'purge'`, id))[0];

    async function communityWithFiles(count: number): Promise<number> {
      const { body } = await platform.admin.creates({ slug: newSlug(), name: 'The tea room', owner });
      const keys = Array.from({ length: count }, () => `t/${body.id}/public/image/${randomUUID()}.png`);
      for (const key of [...keys, `${keys[0]!}-feed.webp`, `t/${body.id}/incoming/${randomUUID()}`])
        await store().put(key, Buffer.from('bytes'), { type: 'image/png' });
      await store().beginParts(`t/${body.id}/incoming/${randomUUID()}`, { type: 'video/mp4' });
      return body.id;
    }
    async function timeIsOver(id: number): Promise<void> {
      await platform.admin.delete(`/tenants/${id}`);
      await query('update platform.tenant set delete_after = now() where id = $1', id);
      await platform.app.get(OperationsRunner).resume();
    }
    const later = async (id: number) => {
      await query(`update platform.operation set lease_until = now() - interval '1 second' where tenant_id = $1`, id);
      await platform.app.get(OperationsRunner).resume();
    };

    it('are all gone with it, parts of uploads too, and nobody else’s', async () => {
      const [id, other] = [await communityWithFiles(3), await communityWithFiles(2)];
      expect(await listed(id)).toHaveLength(6);
      await timeIsOver(id);
      expect(await listed(id)).toEqual([]);
      expect(await listed(other)).toHaveLength(5);
      expect(await operationOf(id)).toMatchObject({ state: 'succeeded', done: 6, total: 6 });
    });

    it('are gone in the end, though the store was away and the first to remove them died in the middle', async () => {
      const id = await communityWithFiles(250);
      const away = jest.spyOn(store(), 'list').mockImplementation(() => {
        throw new Error('The store is away.');
      });
      await timeIsOver(id);
      for (let attempt = 0; attempt < 12; attempt += 1) await later(id);
      away.mockRestore();
      expect(await operationOf(id)).toMatchObject({
        state: 'running',
        step: 'count',
        done: 0,
        error: 'The store is away.',
      });
      expect((await platform.admin.get(`/tenants/${id}`)).body.state).toBe('deleting');
      const remove = store().remove.bind(store());
      const dying = jest
        .spyOn(store(), 'remove')
        .mockImplementationOnce(remove)
        .mockRejectedValueOnce(new Error('Killed.'));
      await later(id);
      dying.mockRestore();
      expect(await listed(id)).toHaveLength(153);
      await later(id);
      expect(await listed(id)).toEqual([]);
      expect((await platform.admin.get(`/tenants/${id}`)).body.state).toBe('deleted');
    });
  });
}
