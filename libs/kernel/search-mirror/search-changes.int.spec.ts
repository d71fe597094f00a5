import type { Row } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { asOwner } from '../../../test/support/as-owner.js';
import { useDatabase } from '../../../test/support/use-database.js';
import { type ChangedDocument, SearchChangesRepository } from './search-changes.repository.js';

describe('what has changed and is not mirrored yet', () => {
  const database = useDatabase();
  const inside = <T>(work: () => Promise<T>): Promise<T> => tenantScope.run(database.ada, work);
  const changes = () => new SearchChangesRepository(database.tenants);
  const note = (...ids: number[]) =>
    inside(() => database.tenants.transaction(async () => changes().note(ids.map(post))));
  const list = () => inside(() => changes().list(100));
  const query = (sql: string) => inside(() => database.tenants.query<Row & { id: number }>(sql));
  const aged = (age: string) => query(`update cluster.search_change set changed_at = now() - interval '${age}'`);
  afterEach(() => query('delete from cluster.search_change'));

  it('is gone when it was sent, but for what has changed again; that is no older than when it was read', async () => {
    await note(1, 2, 3);
    await aged('1 hour');
    const read = await list();
    await note(2);
    await inside(() => changes().remove(read));
    const left = await query(`select id, changed_at::text as "changedAt" from cluster.search_change`);
    expect(left).toEqual([{ id: 2, changedAt: read[0]!.readAt }]);
  });

  it('is put off when the store refuses it, until it changes', async () => {
    await note(1, 2);
    const read = await list();
    await inside(() => changes().remove(read, [post(2)]));
    expect(await list()).toEqual([]);
    expect(await query('select id from cluster.search_change where changed_at > now()')).toEqual([{ id: 2 }]);
    await note(2);
    expect((await list()).map(({ id }) => id)).toEqual([2]);
  });

  it('is not waited for while somebody changes it', async () => {
    await note(1, 2);
    const read = await list();
    await asOwner(database.cluster, async (client) => {
      await client.query('begin');
      await client.query(`select from cluster.search_change where id = 1 and tenant_role = $1 for update`, [
        database.ada.role,
      ]);
      await inside(() => changes().remove(read));
      await client.query('commit');
    });
    expect((await query('select id from cluster.search_change')).map(({ id }) => id)).toEqual([1]);
  });
});

const post = (id: number): ChangedDocument => ({ kind: 'post', id });
