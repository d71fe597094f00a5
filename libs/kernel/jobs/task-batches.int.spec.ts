import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { scope, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { addProviders } from '../../../test/support/add-providers.js';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { DomainEvent } from './domain-event.js';
import { On } from './on.js';
import { Outbox } from './outbox.js';

class Gathered extends DomainEvent {
  static override readonly type = 'spec.gathered';
  constructor(readonly name: string) {
    super();
  }
}

@Injectable()
class GatheredWork {
  calls: { names: string[]; tenant: string | undefined }[] = [];
  broken = '';

  constructor(private readonly db: TenantDatabase) {}

  @On(Gathered, { task: 'spec.gathered', class: 'notify', key: ({ name }) => name, inBatches: true })
  async handle(gathered: readonly Gathered[]): Promise<void> {
    const names = gathered.map(({ name }) => name);
    this.calls.push({ names, tenant: tenantScope.find()?.slug });
    for (const name of names)
      await this.db.query('insert into access_code (purpose, hash, expires_at) values ($1, $2, now())', [
        `batch ${name}`,
        randomBytes(16),
      ]);
    if (names.includes(this.broken)) throw new Error('broken');
  }
}

describe('tasks that are run many at once', () => {
  addProviders(GatheredWork);
  const community = useCommunity();
  const get = <T>(type: abstract new (...parts: never[]) => T): T =>
    community.app.get(type as never, { strict: false });
  const within = async <T>(work: () => Promise<T>, where: TestCommunity): Promise<T> =>
    tenantScope.run((await get(TenantDirectory).findByHost(where.host))!, work);
  const add = (names: readonly string[], where: TestCommunity = community) =>
    scope.run({}, () =>
      within(
        () => get(TenantDatabase).transaction(async () => names.forEach((name) => get(Outbox).add(new Gathered(name)))),
        where,
      ),
    );
  const effects = (where: TestCommunity = community) =>
    within(async () => {
      const found = await get(TenantDatabase).query<{ purpose: string }>(
        `delete from access_code where purpose like 'batch %' returning purpose`,
      );
      return found.map(({ purpose }) => purpose.slice('batch '.length)).toSorted();
    }, where);
  const left = () =>
    get(PlatformDatabase).query<{ key: string; attempts: number }>(
      `select key, attempts from jobs.task where kind = 'spec.gathered' order by id`,
    );
  const named = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 100}`);

  beforeEach(() => Object.assign(get(GatheredWork), { calls: [], broken: '' }));

  it('have their effect once each, in fewer units of work, each of one community', async () => {
    const neighbour = await community.neighbour();
    await Promise.all([add(named(90)), add(named(7), neighbour)]);
    await community.settle();
    expect(await effects()).toEqual(named(90));
    expect(await effects(neighbour)).toEqual(named(7));
    expect(await left()).toEqual([]);
    const { calls } = get(GatheredWork);
    const ours = calls.filter(({ tenant }) => tenant === community.tenant.slug);
    expect(ours.flatMap(({ names }) => names).toSorted()).toEqual(named(90));
    expect(ours.length).toBeLessThan(60);
  });

  it('are each tried by itself where one of them fails, and only that one is tried again', async () => {
    get(GatheredWork).broken = 'n103';
    await add(named(8));
    await community.settle();
    expect(await effects()).toEqual(named(8).filter((name) => name !== 'n103'));
    expect(await left()).toEqual([{ key: 'n103', attempts: 1 }]);
    await get(PlatformDatabase).query(`delete from jobs.task where kind = 'spec.gathered'`);
  });

  it('have no effect together where one of them was given out anew meanwhile', async () => {
    const work = get(GatheredWork);
    const handle = work.handle.bind(work);
    let lost = '';
    const spy = jest.spyOn(work, 'handle').mockImplementation(async (gathered) => {
      if (!lost && gathered.length > 1) {
        lost = gathered[0]!.name;
        await scope.run({}, () =>
          get(PlatformDatabase).query(
            `update jobs.task set state = 'ready', fence = fence + 1, lease_until = null, started_at = null where key = $1`,
            [lost],
          ),
        );
      }
      await handle(gathered);
    });
    await add(named(8));
    await community.settle();
    spy.mockRestore();
    expect(lost).not.toBe('');
    expect(await effects()).toEqual(named(8));
    expect(await left()).toEqual([]);
  });
});
