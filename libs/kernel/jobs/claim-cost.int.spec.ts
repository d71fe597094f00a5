import type { ClusterDatabase, Row } from '#kernel/database';
import { asOwner } from '../../../test/support/as-owner.js';
import { useTasks } from '../../../test/support/use-tasks.js';
import { ClaimsRepository } from './claims.repository.js';
import type { Offer } from './queue.js';
import { TasksRepository } from './tasks.repository.js';

jest.setTimeout(120_000);

const rooms = (['notify', 'index', 'media', 'mail', 'outbound', 'lifecycle', 'maintenance'] as const).map((name) => ({
  class: name,
  free: 16,
  size: 16,
}));
const offer: Offer = { claimAs: 'queued', rooms };

describe('what it costs to give out tasks', () => {
  const table = useTasks();
  const claims = new ClaimsRepository();
  const tasks = new TasksRepository();
  const analyse = () => asOwner(table.cluster, (owner) => owner.query('vacuum analyze jobs.task'));
  const cycle = async () => {
    await claims.anyDue(table.database);
    await tasks.handBack(table.database, await claims.claim(table.database, offer, 1));
  };
  /** Milliseconds of the middle one of many. */
  const cost = async (): Promise<number> => {
    const times: number[] = [];
    for (let number = 0; number < 41; number += 1) {
      const from = performance.now();
      await cycle();
      times.push(performance.now() - from);
    }
    return times.toSorted((one, other) => one - other)[20]!;
  };
  const flood = async () => {
    for (let number = 0; number < 50; number += 1) await table.add(`t${number}`, 2_000);
  };
  const putOff = (tenants: number, each: number) =>
    table.sql(
      `insert into jobs.task (tenant_role, kind, class, key, run_after, is_later)
       select 'later' || number % $1::int, 'spec.later', 'maintenance', 'schedule', now() + interval '1 hour', true
         from generate_series(1, $1::int * $2::int) as number`,
      [tenants, each],
    );

  it('is about the same with 100,000 ready tasks as with 100', async () => {
    for (let number = 0; number < 50; number += 1) await table.add(`t${number}`, 2);
    await analyse();
    const few = await cost();
    await flood();
    await analyse();
    expect((await cost()) / few).toBeLessThan(4);
  });

  it('is about the same with thousands of tasks that 1,000 communities have put off', async () => {
    await table.add('a', 20);
    await analyse();
    const few = await cost();
    await putOff(1_000, 20);
    await analyse();
    expect((await cost()) / few).toBeLessThan(3);
  });

  it.each(['with', 'without'])('needs no look at the whole table, %s fresh statistics', async (how) => {
    await flood();
    await putOff(1_000, 5);
    await table.sql(`update jobs.task set state = 'parked' where tenant_role = 't1'`);
    if (how === 'with') await analyse();
    const claimed = await claims.claim(table.database, offer, 1);
    expect(claimed.length).toBeGreaterThan(0);
    const plans: string[] = [];
    const explaining: ClusterDatabase = Object.assign(Object.create(table.database) as ClusterDatabase, {
      query: async (text: string, values?: unknown[]): Promise<Row[]> => {
        const plan = await table.database.query(`explain (format json) ${text}`, values);
        plans.push(JSON.stringify(plan));
        return table.database.query(text, values);
      },
      transaction: (work: () => Promise<unknown>) => table.database.transaction(work),
    });
    await claims.anyDue(explaining);
    await claims.claim(explaining, offer, 1);
    await tasks.begin(explaining, claimed, 1);
    await tasks.extend(explaining, claimed);
    await tasks.recover(explaining, [1]);
    await tasks.listParkedRoles(explaining);
    await tasks.handBack(explaining, claimed);
    expect(plans.length).toBeGreaterThanOrEqual(8);
    for (const plan of plans) expect(plan).not.toMatch(/"Node Type":\s*"Seq Scan"[^}]*"Relation Name":\s*"task"/);
    expect(plans.join()).toMatch(/"Index Name":\s*"task_ready"/);
  });
});
