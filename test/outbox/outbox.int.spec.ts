import { Injectable } from '@nestjs/common';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { DomainEvent, On, Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { addProviders } from '../support/add-providers.js';
import { type TestCommunity, useCommunity } from '../support/use-community.js';

class Counted extends DomainEvent {
  static override readonly type = 'spec.counted';
  constructor(readonly name: string) {
    super();
  }
}

@Injectable()
class Counter {
  runs: string[] = [];

  @On(Counted, { task: 'spec.count', class: 'maintenance' })
  count({ name }: Counted): Promise<void> {
    this.runs.push(`${tenantScope.current().slug} ${name}`);
    return Promise.resolve();
  }
}

/** How they are written; how they are carried and run is the contract of the queue (kernel/jobs). */
describe('tasks from the outbox', () => {
  addProviders(Counter);
  const community = useCommunity();
  const get = <T>(type: abstract new (...parts: never[]) => T): T =>
    community.app.get(type as never, { strict: false });
  const within = async <T>(work: () => Promise<T>, where: TestCommunity = community): Promise<T> =>
    tenantScope.run((await get(TenantDirectory).findByHost(where.host))!, work);
  const add = (event: Counted, where?: TestCommunity) =>
    within(() => get(TenantDatabase).transaction(async () => get(Outbox).add(event)), where);
  const tasks = () =>
    get(PlatformDatabase).query<{ tenant_role: string; payload: object }>(
      `select * from jobs.task where kind = 'spec.count' order by id`,
    );

  beforeEach(async () => {
    get(Counter).runs = [];
    await get(PlatformDatabase).query(`delete from jobs.task where kind = 'spec.count'`);
  });

  it('are rows of the community that added them, and run there', async () => {
    const neighbour = await community.neighbour();
    await add(new Counted('one'));
    await add(new Counted('two'), neighbour);
    expect(await tasks()).toMatchObject([
      { tenant_role: community.tenant.role, payload: { name: 'one' } },
      { tenant_role: neighbour.tenant.role, payload: { name: 'two' } },
    ]);
    await community.settle();
    expect(new Set(get(Counter).runs)).toEqual(
      new Set([`${community.tenant.slug} one`, `${neighbour.tenant.slug} two`]),
    );
    expect(await tasks()).toEqual([]);
  });

  it('do not exist when the change they belong to does not', async () => {
    const undone = within(() =>
      get(TenantDatabase).transaction(async () => {
        get(Outbox).add(new Counted('undone'));
        throw new Error('no');
      }),
    );
    await expect(undone).rejects.toThrow('no');
    await community.settle();
    expect(get(Counter).runs).toEqual([]);
  });

  it('need an open unit of work', async () => {
    await expect(within(async () => get(Outbox).add(new Counted('bare')))).rejects.toThrow('unit of work');
  });

  it('of another tenant are neither seen nor taken away by a tenant', async () => {
    const neighbour = await community.neighbour();
    await add(new Counted('theirs'), neighbour);
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
