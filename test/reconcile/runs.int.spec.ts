import pg from 'pg';
import { PlatformDatabase } from '#kernel/database';
import { DerivedState, Reconciler, type ReconcileReport } from '#kernel/jobs';
import { BuiltProcess } from '../support/built-process.js';
import { useCommunity } from '../support/use-community.js';
import { Village } from './village.js';

jest.setTimeout(300_000); // a run takes turns with whatever else the machine does

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

/** Made wrong by hand, to be told to fail. */
let isBroken = false;
class Broken extends DerivedState {
  readonly name = 'spec.broken';
  readonly kind = 'media';
  mend = (): Promise<{ checked: number; repaired: number; next: null }> =>
    isBroken ? Promise.reject(new Error('broken')) : Promise.resolve({ checked: 0, repaired: 0, next: null });
}

describe('a run of the reconciler', () => {
  const community = useCommunity();
  let village: Village;
  const platform = (text: string, values: unknown[] = []) => community.app.get(PlatformDatabase).query(text, values);
  const part = <T>(type: abstract new (...args: never[]) => T): T =>
    community.app.get(type as new (...args: never[]) => T);

  beforeAll(async () => {
    village = await Village.build(community);
  });

  it('touches no other community', async () => {
    const other = await Village.build(await community.neighbour());
    await other.sql('update post set star_count = 77');
    await other.sql('delete from search_document');
    await village.sql('update post set star_count = 77 where deleted_at is null');
    const report = await village.reconcile();
    expect(report).toMatchObject({ tenants: 1, done: 1, byKind: { counter: { repaired: expect.any(Number) } } });
    expect(report.byKind.counter.repaired).toBeGreaterThan(3);
    expect(await other.sql('select from post where star_count <> 77')).toHaveLength(0);
    expect(await other.sql('select from search_document')).toHaveLength(0);
    const everywhere = await other.finish(await soon(part(Reconciler).request('spec')));
    expect(everywhere.tenants).toBeGreaterThan(1);
    expect(everywhere.done).toBe(everywhere.tenants);
    expect(await other.sql('select from post where star_count = 77 and deleted_at is null')).toHaveLength(0);
    expect(await other.sql('select from search_document')).not.toHaveLength(0);
  });

  /** Communities begin one after the other; here nobody waits for that, nor for what other suites have left. */
  async function soon(requested: Promise<number>): Promise<number> {
    const id = await requested;
    await platform(
      `with old as (select role from platform.tenant order by id desc offset 5),
            parts as (delete from jobs.reconciliation_part where run_id = $1 and tenant_role in (select role from old))
       delete from jobs.task where kind = 'jobs.reconcile' and tenant_role in (select role from old)`,
      [id],
    );
    await platform(`update jobs.task set run_after = now() where kind = 'jobs.reconcile'`);
    return id;
  }

  it('leaves out who is not at work, and is over when one of them falls out', async () => {
    const [known] = await platform('select state from platform.tenant where role = $1', [community.tenant.role]);
    const id = await part(Reconciler).request('spec', community.tenant.role);
    expect((await part(Reconciler).find(id))!.finishedAt).toBeNull();
    await platform(`update jobs.task set state = 'dead' where kind = 'jobs.reconcile' and key = $1`, [`run ${id}`]);
    expect(await part(Reconciler).find(id)).toMatchObject({
      finishedAt: expect.any(Date),
      ...{ done: 0, failed: 1, lost: 1, waiting: 0 },
    });
    expect((await part(Reconciler).latest())!.id).toBe(id);
    await platform(`delete from jobs.task where kind = 'jobs.reconcile'`);
    expect(known).toEqual({ state: 'active' });
    expect(await part(Reconciler).find(99_999_999)).toBeNull();
    const none = await part(Reconciler).request('spec', 'no_such_role');
    expect(await part(Reconciler).find(none)).toMatchObject({ tenants: 0, finishedAt: expect.any(Date) });
  });

  it('comes every night, for all, over hours', async () => {
    await community.settle();
    const [due] = await platform(
      `select every::text as every from jobs.schedule where kind = 'jobs.reconcile-nightly'`,
    );
    expect(due).toEqual({ every: '1 day' });
    const { ReconcileNightly } = await import('../../libs/kernel/jobs/reconcile-nightly.handler.js');
    await part(ReconcileNightly).handle();
    const { id, by, tenants } = (await part(Reconciler).latest())!;
    expect(by).toBe('schedule');
    const [spread] = await platform(
      `select count(*) as count, max(run_after) - min(run_after) > interval '1 hour' as wide from jobs.task where key = $1`,
      [`run ${id}`],
    );
    expect(spread).toEqual({ count: tenants, wide: true });
    await platform('delete from jobs.task where key = $1', [`run ${id}`]);
  });

  it('asks once who is at work, and gives its hint after the commit of whoever wanted it', async () => {
    const { TaskHints } = await import('../../libs/kernel/jobs/task-hints.js');
    const query = jest.spyOn(pg.Client.prototype, 'query');
    const give = jest.spyOn(part(TaskHints), 'give');
    try {
      await part(PlatformDatabase).transaction(async () => {
        await part(Reconciler).request('spec');
        expect(give).not.toHaveBeenCalled();
      });
      expect(give).toHaveBeenCalledTimes(1);
      const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
      expect(sent.filter((text) => text.includes('platform.tenant'))).toHaveLength(1);
    } finally {
      query.mockRestore();
      give.mockRestore();
      await platform(`delete from jobs.task where kind = 'jobs.reconcile'`);
    }
  });

  it('goes on without what fails, and says so', async () => {
    const { DerivedStates } = await import('../../libs/kernel/jobs/derived-states.js');
    const states = part(DerivedStates) as unknown as { states: DerivedState[] };
    const known = states.states;
    states.states = [...known, new Broken()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
    await village.sql('update topic set quote_count = 0');
    await village.sql('update member set balance = balance + 5 where id = $1', [village.ada.id]);
    isBroken = true;
    try {
      const report = await village.reconcile();
      expect(report).toMatchObject({
        done: 1,
        failed: 2,
        byKind: { counter: { repaired: 2, failed: 1 }, media: { failed: 1 } },
        failures: [
          { role: community.tenant.role, state: 'spec.broken', failed: 1 },
          { role: community.tenant.role, state: 'wallet.balances', failed: 1, error: null },
        ],
      });
      expect(report.failures[0]!.error).toMatch(/^Error\n +at /); // never the message, which may quote a member
      expect(await village.sql('select balance from member where id = $1', [village.ada.id])).toEqual([{ balance: 5 }]);
    } finally {
      states.states = known;
      await village.sql('update member set balance = 0');
    }
  });

  it('takes as many statements for many rows as for few', async () => {
    const statements = async (): Promise<number> => {
      const query = jest.spyOn(pg.Client.prototype, 'query');
      await village.reconcile();
      const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
      query.mockRestore();
      return sent.filter((text) =>
        /\b(from|update) (post|comment|member|topic|message|relation|media_object|search_document)\b/.test(text),
      ).length;
    };
    const few = await statements();
    expect(few).toBeLessThanOrEqual(31);
    for (let number = 0; number < 40; number += 1) {
      const { id } = await village.ada.posts(`more of herons ${number}`);
      await village.bob.comments(id, `more of them ${number}`);
    }
    await community.settle();
    expect(await statements()).toBe(few);
    await village.sql('update post set comment_count = 99 where deleted_at is null');
    await village.sql(`delete from message where type in (1, 2, 3)`);
    expect(await statements()).toBeLessThanOrEqual(few + 3);
  });

  it('goes on where it was when its process is killed, and counts nothing twice', async () => {
    await village.sql(
      `insert into post (author_id, blocks, visibility)
       select $1, '[{"id": 1, "type": 2, "sort": 1, "content": "one of many"}]', 90 from generate_series(1, 6000)`,
      [village.ada.id],
    );
    await village.reconcile();
    const whole = await village.reconcile();
    expect(whole.repaired).toBe(0);
    await village.sql('update post set star_count = star_count + 1 where deleted_at is null');
    const damaged = (await village.sql('select from post where deleted_at is null')).length;
    const id = await part(Reconciler).request('spec', community.tenant.role);
    const middle = whole.checked / 4;
    const counts = [await killedBeyond(id, 0), await killedBeyond(id, middle), await killedBeyond(id, 2 * middle)];
    expect(counts[0]).toBeLessThan(whole.checked); // it was in the middle
    const report = await finishedBy(await BuiltProcess.start('worker'), id);
    expect({ checked: report.checked, repaired: report.repaired, failed: report.failed }).toEqual({
      checked: whole.checked,
      repaired: damaged,
      failed: 0,
    });
  });

  /** Kills a worker as soon as the run has checked more than that; answers how much it had by then. */
  async function killedBeyond(id: number, count: number): Promise<number> {
    const worker = await BuiltProcess.start('worker');
    for (;;) {
      const { checked } = (await part(Reconciler).find(id))!;
      if (checked <= count) continue;
      worker.kill('SIGKILL');
      await worker.ended;
      return checked;
    }
  }

  async function finishedBy(worker: BuiltProcess, id: number): Promise<ReconcileReport> {
    for (;;) {
      const report = (await part(Reconciler).find(id))!;
      if (report.finishedAt) {
        worker.kill('SIGTERM'); // gives back what it holds
        await worker.ended;
        return report;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});
