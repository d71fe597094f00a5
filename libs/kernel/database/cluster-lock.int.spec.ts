import { asOwner } from '../../../test/support/as-owner.js';
import { useDatabase } from '../../../test/support/use-database.js';
import { ClusterLock } from './cluster-lock.js';

describe('what one process of a cluster does at a time', () => {
  const database = useDatabase();
  const locks: ClusterLock[] = [];
  const lock = (name = 'spec.lock') => {
    const made = new ClusterLock(database.cluster, name);
    locks.push(made);
    return made;
  };
  afterEach(async () => Promise.all(locks.splice(0).map((made) => made.release())));

  it('is its own until it lets go of it', async () => {
    const [one, other] = [lock(), lock()];
    expect([await one.take(), await other.take(), await one.take()]).toEqual([true, false, true]);
    expect(await lock('spec.another').take()).toBe(true);
    await one.release();
    expect([await other.take(), await one.take()]).toEqual([true, false]);
  });

  it('is free when its connection is cut, and then it knows that', async () => {
    const [one, other] = [lock(), lock()];
    expect([await one.take(), await other.take()]).toEqual([true, false]);
    await asOwner(database.cluster, async (client) =>
      client.query(
        `select pg_terminate_backend(pid, 5000) from pg_locks
          where locktype = 'advisory' and classid = hashtext('spec.lock')::bit(32)::bigint::oid and granted`,
      ),
    );
    expect(await other.take()).toBe(true);
    const again = await one.take().catch(() => false);
    expect([again, await one.take()]).toEqual([false, false]);
  });
});
