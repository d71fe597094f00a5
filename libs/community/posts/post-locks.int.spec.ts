import { TenantDatabase } from '#kernel/database';
import type { DerivedState } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { asOwner } from '../../../test/support/as-owner.js';
import { behind } from '../../../test/support/behind.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { workerCluster } from '../../../test/support/worker-cluster.js';
import { PostCountsReconciler, PostPlacesReconciler, PostSharesReconciler } from './posts.reconcilers.js';
import { PostsRepository } from './posts.repository.js';

interface Locked {
  readonly table: 'member' | 'post';
  readonly id: number;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Who deletes a quote has its row, and then asks for that of the older post that it quotes. */
describe('rows of several posts are locked from the younger to the older', () => {
  const community = useCommunity();
  const sql = behind(community);
  const get = <T>(type: abstract new (...parts: never[]) => T): T =>
    community.app.get(type as never, { strict: false });
  const inUnit = async (work: () => Promise<unknown>): Promise<unknown> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).transaction(work));
  };
  const isWaitingFor = async (pid: number): Promise<boolean> =>
    (await sql(`select 1 from pg_stat_activity where $1 = any (pg_blocking_pids(pid))`, [pid])).length > 0;
  const mend = (type: abstract new (...parts: never[]) => DerivedState) => () => inUnit(() => get(type).mend(0));

  /** With the first row in other hands `work` waits for it, and has not taken the other one yet. */
  const expectInOrder = async (first: Locked, other: Locked, work: () => Promise<unknown>): Promise<void> =>
    asOwner(await workerCluster(), async (client) => {
      const lock = ({ table, id }: Locked) =>
        client.query(`select from ${table} where id = $1 for no key update`, [id]);
      await client.query(`begin; set local search_path = ${community.tenant.schema}; set local lock_timeout = '5s'`);
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await lock(first);
      const working = work();
      while (!(await isWaitingFor(rows[0]!.pid))) await pause();
      const { rowCount } = await lock(other);
      expect(rowCount).toBe(1);
      await client.query('rollback');
      await working;
    });

  it.each([
    ['counters', mend(PostCountsReconciler)],
    ['shares', mend(PostSharesReconciler)],
    ['places', mend(PostPlacesReconciler)],
    ['topics', (ids: readonly number[]) => inUnit(() => get(PostsRepository).listTopics(ids))],
  ])('by whoever looks at their %s', async (what, lock) => {
    const ada = await community.member(`ada${what}`);
    const older = await ada.posts('an old heron');
    const younger = await ada.posts('a young heron');
    const ids = [older.id, younger.id];
    const wrong = `update post set star_count = 9, share_count = 9, latest_replied_at = now() + interval '1 day' where id = any($1)`;
    await sql(wrong, [ids]);
    await expectInOrder({ table: 'post', id: younger.id }, { table: 'post', id: older.id }, () => lock(ids));
  });

  it('and after the row of their author, by who deletes them as by who publishes', async () => {
    const ada = await community.member('adaline');
    const { id } = await ada.posts('a heron');
    await expectInOrder({ table: 'member', id: ada.id }, { table: 'post', id }, () => ada.delete('/v1/post', { id }));
  });
});
