import type { ClusterDatabase } from '#kernel/database';
import { asOwner } from '../../../test/support/as-owner.js';
import { useTasks } from '../../../test/support/use-tasks.js';
import { ClaimsRepository } from './claims.repository.js';
import type { Offer } from './queue.js';
import type { Task } from './task.js';
import { TasksRepository } from './tasks.repository.js';

jest.setTimeout(120_000);

const worker = 1;
const offer = (size: number, claimAs: Offer['claimAs'] = 'queued', free = size): Offer => ({
  claimAs,
  rooms: [{ class: 'notify', free, size }],
});

describe('which tasks are given out next', () => {
  const table = useTasks();
  const claims = new ClaimsRepository();
  const tasks = new TasksRepository();
  const claim = (what: Offer, database: ClusterDatabase = table.database) => claims.claim(database, what, worker);
  const countOf = (claimed: readonly Task[]) => {
    const counts: Record<string, number> = {};
    for (const { tenantRole } of claimed) counts[tenantRole] = (counts[tenantRole] ?? 0) + 1;
    return counts;
  };
  const end = (claimed: readonly Task[]) =>
    table.sql('delete from jobs.task where id = any($1::bigint[])', [claimed.map(({ id }) => id)]);

  it('are those of a newcomer at once, whoever else has 20,000', async () => {
    await table.add('flood', 20_000);
    expect(countOf(await claim(offer(16)))).toEqual({ flood: 8 });
    await table.add('newcomer', 1);
    const next = await claim(offer(16));
    expect(next.map(({ tenantRole }) => tenantRole)).toEqual(['newcomer']);
  });

  it('begin with the newcomer when both are taken in one go', async () => {
    await table.add('flood', 20_000);
    await end(await claim(offer(6, 'running')));
    await table.add('newcomer', 1);
    const roles = (await claim(offer(40, 'running'))).map(({ tenantRole }) => tenantRole);
    expect(roles.slice(0, 2).toSorted()).toEqual(['flood', 'newcomer']);
  });

  it('leave no worker idle, and half of the room to who comes, however many share it', async () => {
    for (const concurrency of [1, 3, 8]) {
      for (let tenants = 1; tenants <= 6; tenants += 1) {
        await table.sql('delete from jobs.task');
        for (let number = 1; number <= tenants; number += 1) await table.add(`t${number}`, 50);
        const held: Task[] = [];
        for (let round = 0; round < 5; round += 1)
          held.push(...(await claim(offer(2 * concurrency, 'running', 2 * concurrency - held.length))));
        const counts = Object.values(countOf(held));
        expect(held.length).toBeGreaterThanOrEqual(concurrency);
        expect(held.length).toBeLessThanOrEqual(2 * concurrency);
        expect(Math.max(...counts)).toBeLessThanOrEqual(Math.max(1, Math.ceil(concurrency / tenants)));
      }
    }
  });

  it('go round among many, so that the last waits no longer than the first', async () => {
    for (let number = 10; number < 60; number += 1) await table.add(`t${number}`, 10);
    for (let round = 1; round <= 10; round += 1) {
      const taken: Task[] = [];
      for (let turn = 0; turn < 5; turn += 1) {
        const some = await claim(offer(20));
        expect(some.length).toBeGreaterThanOrEqual(10);
        taken.push(...some.slice(0, 10));
        await tasks.handBack(table.database, some.slice(10));
        await end(some.slice(0, 10));
      }
      expect(taken).toHaveLength(50);
    }
    expect(await table.sql('select from jobs.task')).toEqual([]);
  });

  it('are as many as this process runs, whatever others hold, where tasks start where they are claimed', async () => {
    await table.add('flood', 100);
    expect(await claims.claim(table.database, offer(6, 'running'), 1)).toHaveLength(3);
    expect(await claims.claim(table.other, offer(6, 'running'), 2)).toHaveLength(3);
    expect(await claims.claim(table.other, offer(6, 'running', 3), 2)).toHaveLength(0);
    expect(await claims.claim(table.database, offer(20, 'queued'), 1)).toHaveLength(4);
  });

  it('are never given out twice, however many claim at once', async () => {
    const count = 3_000;
    await table.add('flood', count);
    const seen = new Map<number, number>();
    const take = async (database: ClusterDatabase) => {
      while (seen.size < count) {
        const some = await claim(offer(200), database);
        for (const { id } of some) seen.set(id, (seen.get(id) ?? 0) + 1);
        await end(some);
      }
    };
    await Promise.all([take(table.database), take(table.other), take(table.database), take(table.other)]);
    expect(seen.size).toBe(count);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  });

  it('are never two of a key, however many claim at once while more come', async () => {
    let claimed = 0;
    let doubled = 0;
    const until = performance.now() + 3_000;
    const come = async () => {
      while (performance.now() < until) await table.add('a', 1, { key: 'heron' });
    };
    const take = async (database: ClusterDatabase) => {
      while (performance.now() < until) {
        const some = await claim(offer(50), database);
        claimed += some.length;
        const [held] = await table.sql<{ count: number }>(
          `select count(*) as count from jobs.task where key = 'heron' and state in ('queued', 'running')`,
        );
        if (held!.count > 1) doubled += 1;
        await end(some);
      }
    };
    await Promise.all([come(), come(), take(table.database), take(table.other), take(table.other)]);
    expect(claimed).toBeGreaterThan(10);
    expect(doubled).toBe(0);
  });

  it('are not those that somebody else has in his hand', async () => {
    await table.add('a', 3);
    await asOwner(table.cluster, async (owner) => {
      await owner.query('begin');
      const { rows } = await owner.query<{ id: number }>(
        'select id from jobs.task order by run_after limit 1 for update',
      );
      const taken = await claim(offer(10));
      expect(taken).toHaveLength(2);
      expect(taken.map(({ id }) => id)).not.toContain(rows[0]!.id);
      await owner.query('rollback');
    });
  });

  it('leave out what is put off until its time has come', async () => {
    await table.add('a', 2);
    await table.sql(`update jobs.task set is_later = true, run_after = now() + interval '1 hour'`);
    expect(await claims.anyDue(table.database)).toBe(false);
    expect(await claim(offer(10))).toEqual([]);
    await table.sql(`update jobs.task set run_after = now() where id = (select min(id) from jobs.task)`);
    expect(await claims.anyDue(table.database)).toBe(true);
    expect(await claim(offer(10))).toHaveLength(1);
    expect(await claims.anyDue(table.database)).toBe(false);
  });
});
