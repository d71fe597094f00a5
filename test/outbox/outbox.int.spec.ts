import { Injectable, Module } from '@nestjs/common';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { scope, tenantScope, type Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { ApiModule } from '../../apps/api/api.module.js';
import { type TestCommunity, useCommunity } from '../support/use-community.js';
import { DomainEvent } from '../../libs/kernel/jobs/domain-event.js';
import { On } from '../../libs/kernel/jobs/on.js';
import { Outbox } from '../../libs/kernel/jobs/outbox.js';
import { PermanentError } from '../../libs/kernel/jobs/task.js';
import { ClaimsRepository } from '../../libs/kernel/jobs/claims.repository.js';
import { TasksRepository } from '../../libs/kernel/jobs/tasks.repository.js';

class Counted extends DomainEvent {
  static override readonly type = 'spec.counted';
  constructor(
    readonly name: string,
    readonly how: 'well' | 'fails twice' | 'never' | 'after its lease',
  ) {
    super();
  }
}

const insert = 'insert into access_code (purpose, hash, expires_at) values ($1, $2, now())';

@Injectable()
class Counter {
  runs: string[] = [];
  constructor(private readonly db: TenantDatabase) {}

  @On(Counted, { task: 'spec.count', class: 'maintenance' })
  async count({ name, how }: Counted): Promise<void> {
    this.runs.push(`${tenantScope.current().slug} ${name}`);
    const attempt = this.runs.filter((run) => run.endsWith(` ${name}`)).length;
    if (how === 'never') throw new PermanentError('cannot be counted');
    await this.db.query(insert, [name, Buffer.from(`${name} ${attempt}`)]);
    if (how === 'fails twice' && attempt < 3) throw new Error('not yet');
    if (how === 'after its lease' && attempt === 1) await stealLease();
  }
}

/** As if the lease had run out and another process had claimed the task meanwhile. */
let stealLease: () => Promise<void> = async () => undefined;

@Module({ providers: [Counter], exports: [Counter] })
class CounterModule {}

describe('tasks from the outbox', () => {
  Reflect.defineMetadata('imports', [CounterModule], ApiModule);
  const community = useCommunity();
  const get = <T>(type: abstract new (...parts: never[]) => T): T =>
    community.app.get(type as never, { strict: false });
  const within = async <T>(work: () => Promise<T>, where: TestCommunity = community): Promise<T> => {
    const tenant = (await get(TenantDirectory).findByHost(where.host)) as Tenant;
    return tenantScope.run(tenant, work);
  };
  const add = (event: Counted, where?: TestCommunity) =>
    within(() => get(TenantDatabase).transaction(async () => get(Outbox).add(event)), where);
  const counted = (name: string) =>
    within(() =>
      get(TenantDatabase).query<{ purpose: string }>('select purpose from access_code where purpose = $1', [name]),
    );
  const tasks = () =>
    get(PlatformDatabase).query<{ state: string; last_error: string; attempts: number }>(
      `select * from jobs.task where kind = 'spec.count' order by id`,
    );
  const makeDue = () =>
    get(PlatformDatabase).query(`update jobs.task set run_after = now() where kind = 'spec.count' and state = 'ready'`);

  beforeEach(async () => {
    get(Counter).runs = [];
    await get(PlatformDatabase).query(`delete from jobs.task where kind = 'spec.count'`);
  });

  it('run in the tenant that added them, and are gone afterwards', async () => {
    const neighbour = await community.neighbour();
    await add(new Counted('one', 'well'));
    await add(new Counted('two', 'well'), neighbour);
    await community.settle();
    expect(get(Counter).runs.toSorted()).toEqual(
      [`${community.tenant.slug} one`, `${neighbour.tenant.slug} two`].toSorted(),
    );
    expect([await counted('one'), await counted('two')]).toEqual([[{ purpose: 'one' }], []]);
    expect(await tasks()).toEqual([]);
  });

  it('do not exist when the change they belong to does not', async () => {
    const undone = within(() =>
      get(TenantDatabase).transaction(async () => {
        get(Outbox).add(new Counted('undone', 'well'));
        throw new Error('no');
      }),
    );
    await expect(undone).rejects.toThrow('no');
    await community.settle();
    expect(get(Counter).runs).toEqual([]);
  });

  it('need an open unit of work', async () => {
    await expect(within(async () => get(Outbox).add(new Counted('bare', 'well')))).rejects.toThrow('unit of work');
  });

  it('are tried again after an error, later each time, and have their effect once', async () => {
    await add(new Counted('stubborn', 'fails twice'));
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await community.settle();
      expect(await tasks()).toMatchObject([
        { state: 'ready', attempts: attempt, last_error: expect.stringMatching(/^Error\n +at .*outbox\.int\.spec/) },
      ]);
      await makeDue();
    }
    await community.settle();
    expect(await tasks()).toEqual([]);
    expect(await counted('stubborn')).toHaveLength(1);
  });

  it('go to the dead letters when trying again cannot help', async () => {
    await add(new Counted('hopeless', 'never'));
    await community.settle();
    expect(await tasks()).toMatchObject([{ state: 'dead', last_error: expect.stringContaining('cannot be counted') }]);
  });

  it('have no effect when the lease was lost meanwhile; the other run has it', async () => {
    stealLease = () =>
      scope.run({}, async () => {
        const platform = get(PlatformDatabase);
        await platform.query(
          `update jobs.task set lease_until = now() - interval '1 second' where kind = 'spec.count'`,
        );
        expect(await get(TasksRepository).recover(platform)).toEqual({ running: 1, queued: 0 });
        await platform.query(`update jobs.task set run_after = now(), is_later = false where kind = 'spec.count'`);
        const rooms = [{ class: 'maintenance', free: 1, size: 2 } as const];
        const claimed = await get(ClaimsRepository).claim(platform, { hold: 'running', rooms }, 0);
        expect(claimed).toMatchObject([{ fence: 3, attempts: 2 }]);
        await get(TasksRepository).handBack(platform, claimed);
      });
    await add(new Counted('slow', 'after its lease'));
    await community.settle();
    expect(get(Counter).runs).toHaveLength(2);
    expect(await counted('slow')).toHaveLength(1);
    expect(await tasks()).toEqual([]);
  });

  it('wait while their community is suspended', async () => {
    const neighbour = await community.neighbour();
    await add(new Counted('patient', 'well'), neighbour);
    const change = (state: string) =>
      get(PlatformDatabase).query(
        `update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1`,
        [neighbour.tenant.id, state],
      );
    await change('suspended');
    await get(TenantDirectory).refresh();
    await community.settle();
    expect(get(Counter).runs).toEqual([]);
    expect(await tasks()).toMatchObject([{ state: 'parked', attempts: 0 }]);
    await change('active');
    await get(TenantDirectory).refresh();
    await community.settle();
    expect(get(Counter).runs).toEqual([`${neighbour.tenant.slug} patient`]);
  });

  it('of another tenant are neither seen nor taken away by a tenant', async () => {
    const neighbour = await community.neighbour();
    await add(new Counted('theirs', 'well'), neighbour);
    expect(await within(() => get(TenantDatabase).query('select id from jobs.task'))).toEqual([]);
    expect(await within(() => get(TenantDatabase).query('delete from jobs.task returning id'))).toEqual([]);
    const forged = within(() =>
      get(TenantDatabase).query(
        `insert into jobs.task (kind, class, tenant_role) values ('spec.count', 'notify', $1)`,
        [neighbour.tenant.role],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    await expect(within(() => get(TenantDatabase).query(`update jobs.task set state = 'dead'`))).rejects.toMatchObject({
      code: '42501',
    });
    await community.settle();
  });
});
