import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { scope, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { addProviders } from '../../../test/support/add-providers.js';
import { asOwner } from '../../../test/support/as-owner.js';
import { type Change, type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { workerCluster } from '../../../test/support/worker-cluster.js';
import { ClaimsRepository } from './claims.repository.js';
import { Dispatcher } from './dispatcher.js';
import type { DomainEvent } from './domain-event.js';
import { Outbox } from './outbox.js';
import { Changed, Happened, Offered, ScriptedWork } from './scripted-work.contract.js';
import { PermanentError } from './task.js';
import { TaskCare } from './task-care.js';
import { TasksRepository } from './tasks.repository.js';

const twiceTheSame = `insert into access_code (purpose, hash, expires_at) values ($1, 'x', now()), ($1, 'x', now())`;

interface TaskRow {
  readonly id: number;
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly fence: number;
  readonly payload: Record<string, unknown>;
  readonly last_error: string | null;
  readonly dead_at: Date | null;
  readonly wait: number;
  readonly tenant_role: string;
}

/** What every driver of Queue keeps, as handlers and their communities see it, in the whole application. */
export function queueContract(name: string, change?: Change): void {
  describe(`tasks carried ${name}`, () => {
    addProviders(ScriptedWork);
    const community = useCommunity(change);
    const get = <T>(type: abstract new (...parts: never[]) => T): T =>
      community.app.get(type as never, { strict: false });
    const sql = <R extends object = TaskRow>(text: string, values: unknown[] = []) =>
      get(PlatformDatabase).query<R & Record<string, unknown>>(text, values);
    const work = () => get(ScriptedWork);
    const within = async <T>(task: () => Promise<T>, where: TestCommunity = community): Promise<T> =>
      tenantScope.run((await get(TenantDirectory).findByHost(where.host))!, task);
    const add = (events: readonly DomainEvent[], where?: TestCommunity) =>
      scope.run({}, () =>
        within(
          () => get(TenantDatabase).transaction(async () => events.forEach((event) => get(Outbox).add(event))),
          where,
        ),
      );
    const effects = async (where?: TestCommunity): Promise<string[]> => {
      const rows = await within(
        () => get(TenantDatabase).query<{ purpose: string }>('select purpose from access_code order by purpose'),
        where,
      );
      return rows.map(({ purpose }) => purpose).filter((purpose) => purpose.includes(' '));
    };
    const tasks = () =>
      sql(`select *, extract(epoch from run_after - now())::float8 as wait from jobs.task
            where kind like 'spec.%' order by id`);
    const makeDue = () => sql(`update jobs.task set run_after = now() where kind like 'spec.%' and state = 'ready'`);

    beforeEach(async () => {
      work().forget();
      await sql(`delete from jobs.task where kind like 'spec.%'`);
      await within(() => get(TenantDatabase).query(`delete from access_code where purpose like '% %'`));
    });

    it('run once each, in the community that they are of, and are gone', async () => {
      const neighbour = await community.neighbour();
      const names = Array.from({ length: 60 }, (_, number) => `n${number}`);
      await add(names.map((one) => new Happened(one)));
      await add([new Happened('theirs')], neighbour);
      await community.settle();
      expect(work().namesOf('plain').toSorted()).toEqual([...names, 'theirs'].toSorted());
      expect(await effects()).toEqual(names.map((one) => `plain ${one}`).toSorted());
      expect(await effects(neighbour)).toEqual(['plain theirs']);
      expect(work().runs.find((run) => run.name === 'theirs')?.tenant).toBe(neighbour.tenant.slug);
      expect(await tasks()).toEqual([]);
    });

    it('are tried again after an error, each time twice as late, and have their effect once', async () => {
      work().script.set('stubborn', async (run) => {
        if (run < 4) throw new Error('not yet');
      });
      await add([new Happened('stubborn')]);
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        await community.settle();
        const [task] = await tasks();
        expect(task).toMatchObject({ state: 'ready', attempts: attempt });
        expect(task!.wait).toBeGreaterThan(0.75 * 2 ** attempt - 1);
        expect(task!.wait).toBeLessThanOrEqual(2 ** attempt);
        expect(await effects()).toEqual([]);
        await makeDue();
      }
      await community.settle();
      expect(await tasks()).toEqual([]);
      expect(await effects()).toEqual(['plain stubborn']);
    });

    it('never wait longer than 15 minutes, and are given up in the end', async () => {
      work().script.set('hopeless', () => Promise.reject(new Error('never')));
      await add([new Happened('hopeless')]);
      await sql(`update jobs.task set attempts = 15 where kind = 'spec.plain'`);
      await community.settle();
      const [task] = await tasks();
      expect(task).toMatchObject({ state: 'ready', attempts: 16 });
      expect(task!.wait).toBeGreaterThan(0.75 * 900 - 5);
      expect(task!.wait).toBeLessThanOrEqual(900);
      await sql(`update jobs.task set attempts = 19, run_after = now() where kind = 'spec.plain'`);
      await community.settle();
      expect(await tasks()).toMatchObject([{ state: 'dead', attempts: 20, dead_at: expect.any(Date) }]);
    });

    it('go to the dead letters at once when trying again cannot help, with what and where', async () => {
      work().script.set('wrong', () => Promise.reject(new PermanentError('there is no such picture')));
      await add([new Happened('wrong')]);
      await community.settle();
      const [letter] = await tasks();
      expect(letter).toMatchObject({ state: 'dead', attempts: 1, payload: { name: 'wrong' } });
      expect(letter!.last_error).toMatch(/^PermanentError: there is no such picture\n\s+at .*queue\.contract\.ts/);
    });

    it('keep of an error where it was, and nothing that a member wrote', async () => {
      const secret = 'heron-secret\n    at secret (/heron/secret.ts:1:1)';
      const failing: Record<string, () => unknown> = {
        parser: () => JSON.parse(secret) as unknown,
        number: () => get(TenantDatabase).query('select $1::int', [secret]),
        twice: () => get(TenantDatabase).query(twiceTheSame, [secret]),
        raised: () => get(TenantDatabase).query(`do $$ begin raise 'heron-secret' using errcode = 'P0001'; end $$`),
        caused: () => Promise.reject(new Error('outer', { cause: new Error(secret) })),
        round: () =>
          Promise.reject(
            Object.assign(new Error(secret), {
              code: secret,
              get cause() {
                return this;
              },
            }),
          ),
        bare: () => Promise.reject(secret as unknown as Error),
      };
      for (const [one, fail] of Object.entries(failing)) work().script.set(one, async () => void (await fail()));
      await add(Object.keys(failing).map((one) => new Happened(one)));
      await community.settle();
      const failed = new Map((await tasks()).map((task) => [task.payload['name'], task.last_error!]));
      expect(new Set(failed.keys())).toEqual(new Set(Object.keys(failing)));
      for (const text of failed.values()) expect(text).not.toMatch(/secret/);
      expect(failed.get('parser')).toMatch(/^SyntaxError\n\s+at .*\n.*queue\.contract\.ts/);
      expect(failed.get('number')).toMatch(/code 22P02/);
      expect(failed.get('twice')).toMatch(/code 23505, constraint access_code_hash_key, table access_code/);
      expect(failed.get('caused')).toMatch(/^Error\n(.*\n)*caused by Error\n/);
      expect(failed.get('bare')).toMatch(/no error: string/);
    });

    it('have no effect when the lease was lost meanwhile; the other run has it', async () => {
      work().script.set('slow', async (run) => {
        if (run === 1) await scope.run({}, stealLease);
      });
      const stealLease = () =>
        get(PlatformDatabase).transaction(async () => {
          const platform = get(PlatformDatabase);
          await sql(`update jobs.task set lease_until = now() - interval '1 second' where kind = 'spec.plain'`);
          expect(await get(TasksRepository).recover(platform, [])).toMatchObject({ running: 1, queued: 0 });
          await makeDue();
          expect(await get(ClaimsRepository).anyDue(platform)).toBe(true);
          const rooms = [{ class: 'notify', free: 1, size: 2 } as const];
          const claim = () => get(ClaimsRepository).claim(platform, { claimAs: 'running', rooms }, 0);
          let claimed = await claim();
          while (!claimed.length) claimed = await claim(); // the application itself may be about to
          expect(claimed).toMatchObject([{ kind: 'spec.plain', attempts: 2 }]);
          await get(TasksRepository).handBack(platform, claimed);
        });
      await add([new Happened('slow')]);
      await community.settle();
      expect(work().namesOf('plain')).toEqual(['slow', 'slow']);
      expect(await effects()).toEqual(['plain slow']);
      expect(await tasks()).toEqual([]);
    });

    it('about the same are one run, of each community one', async () => {
      const neighbour = await community.neighbour();
      const twins = Array.from({ length: 10 }, () => new Changed('heron', 'folded'));
      await add([...twins, new Changed('egret', 'other')]);
      await add(twins, neighbour);
      await community.settle();
      expect(work().namesOf('keyed').toSorted()).toEqual(['folded', 'folded', 'other']);
      expect(new Set(work().runs.map(({ tenant }) => tenant)).size).toBe(2);
      expect(await tasks()).toEqual([]);
    });

    it('that come while one about the same runs are run after it, never beside it', async () => {
      let left = 5;
      work().script.set('chain', async () => {
        left -= 1;
        if (left >= 0) await scope.run({}, () => addAsAnother(2));
      });
      const addAsAnother = (count: number) =>
        sql(
          `insert into jobs.task (tenant_role, kind, class, key, payload)
           select $1, 'spec.keyed', 'index', 'heron', '{"subject":"heron","name":"chain"}' from generate_series(1, $2)`,
          [community.tenant.role, count],
        );
      await add([new Changed('heron', 'chain')]);
      await community.settle();
      expect(work().namesOf('keyed')).toHaveLength(6);
      expect(Object.fromEntries(work().most)).toEqual({ heron: 1 });
    });

    it('are not made of an event that says there is nothing to do', async () => {
      await add([new Offered('unwanted', false), new Offered('wanted', true)]);
      expect((await tasks()).map(({ kind }) => kind)).toEqual(['spec.outside', 'spec.chosen', 'spec.outside']);
      await community.settle();
      expect(work().namesOf('chosen')).toEqual(['wanted']);
    });

    it('without a unit of work keep what they did when they fail afterwards', async () => {
      work().script.set('outside', async (run) => {
        if (run === 1) throw new Error('afterwards');
      });
      await add([new Offered('outside', false)]);
      await community.settle();
      expect(work().runs).toMatchObject([{ task: 'outside', inUnit: false }]);
      expect(await effects()).toEqual(['outside outside']);
      await makeDue();
      await community.settle();
      expect(await effects()).toEqual(['outside outside', 'outside outside']);
      expect(await tasks()).toEqual([]);
    });

    it('wait while their community is suspended, and end with it', async () => {
      const [sleeper, goner] = [await community.neighbour(), await community.neighbour()];
      const become = async (where: TestCommunity, state: string) => {
        await sql(`update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1`, [
          where.tenant.id,
          state,
        ]);
        await get(TenantDirectory).refresh();
      };
      for (const one of [sleeper, goner]) await become(one, 'suspended');
      await add([new Happened('patient'), new Changed('heron', 'patient')], sleeper);
      await add([new Happened('late')], goner);
      await community.settle();
      expect(work().runs).toEqual([]);
      expect(await tasks()).toMatchObject([1, 2, 3].map(() => ({ state: 'parked', attempts: 0 })));
      await become(goner, 'deleted');
      await become(sleeper, 'active');
      await community.settle();
      expect(
        work()
          .runs.map(({ task }) => task)
          .toSorted(),
      ).toEqual(['keyed', 'plain']);
      expect(await tasks()).toEqual([]);
      await become(goner, 'active'); // for what else looks at all communities of this database
    });

    it('wait for the migration of a schema that is older than the software', async () => {
      const behind = await community.neighbour();
      const migrate = async (by: number) =>
        asOwner(await workerCluster(), (client) =>
          client.query('update cluster.tenant_schema set version = version + $1 where role = $2', [
            by,
            behind.tenant.role,
          ]),
        );
      await migrate(-1);
      await add([new Happened('patient')], behind);
      await community.settle();
      expect(work().runs).toEqual([]);
      expect(await tasks()).toMatchObject([{ state: 'parked', attempts: 0 }]);
      await migrate(1);
      await community.settle();
      expect(await effects(behind)).toEqual(['plain patient']);
    });

    it('come of schedules, per community or once, however many processes look', async () => {
      const due = () => sql(`update jobs.schedule set next_at = now() where kind in ('spec.hourly', 'spec.each')`);
      const planned = () =>
        sql<{ kind: string; in: number }>(
          `select kind, extract(epoch from next_at - now())::float8 as in from jobs.schedule
            where kind like 'spec.%' order by kind`,
        );
      await get(Dispatcher).settle(); // the process has planned them when it has begun
      await due();
      await Promise.all([get(TaskCare).look(), get(TaskCare).look(), get(TaskCare).look()]);
      const [tenants] = await sql<{ count: number }>(`select count(*) as count from cluster.tenant_schema`);
      const made = await tasks();
      expect(made.filter(({ kind }) => kind === 'spec.hourly')).toHaveLength(1);
      const each = made.filter(({ kind }) => kind === 'spec.each');
      expect(each).toHaveLength(tenants!.count);
      expect(new Set(each.map((task) => task.tenant_role)).size).toBe(tenants!.count);
      for (const { wait } of each) expect(wait > -60 && wait <= 3600).toBe(true);
      const [eachAt, hourlyAt] = await planned();
      expect([Math.round(eachAt!.in / 60), Math.round(hourlyAt!.in / 60)]).toEqual([360, 60]);
      await get(TaskCare).plan(); // as the next start of a process does
      expect((await planned())[0]!.in).toBeCloseTo(eachAt!.in, -1);
      await makeDue();
      await community.settle();
      expect(work().runs.filter(({ task, tenant }) => task === 'hourly' && tenant === undefined)).toHaveLength(1);
      expect(
        work().runs.filter(({ task, tenant }) => task === 'each' && tenant === community.tenant.slug),
      ).toHaveLength(1);
    });
  });
}
