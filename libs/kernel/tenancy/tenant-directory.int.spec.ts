import type { Tenant } from '#kernel/scope';
import { useDatabase } from '../../../test/support/use-database.js';
import { TenantDirectory, tenantsChanged } from './tenant-directory.js';
import { TenantSource, type TenantChanges } from './tenant-source.js';

/** The platform's tables, as far as the directory asks; counts how often it does. */
class CountingSource extends TenantSource {
  lookups = 0;
  constructor(private readonly database: ReturnType<typeof useDatabase>) {
    super();
  }
  async findByHost(host: string): Promise<Tenant | null> {
    this.lookups += 1;
    const [row] = await this.database.platform.query<Tenant>(
      `select t.id, t.slug, t.name, t.state, t.cluster, t.role, t.schema from platform.tenant t
         join platform.host h on h.tenant_id = t.id where h.host = $1`,
      [host],
    );
    return row ?? null;
  }
  async findById(id: number): Promise<Tenant | null> {
    this.lookups += 1;
    const [row] = await this.database.platform.query<Tenant>(
      'select t.id, t.slug, t.name, t.state from platform.tenant t where t.id = $1',
      [id],
    );
    return row ?? null;
  }
  async findByRole(): Promise<Tenant | null> {
    return null;
  }
  async changesSince(cursor: string | null): Promise<TenantChanges> {
    const [row] = await this.database.platform.query<TenantChanges>(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as cursor,
              (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'version', changed_in::text)), '[]')
                 from platform.tenant where changed_in >= coalesce($1, '0')::text::xid8) as changes`,
      [cursor],
    );
    return row!;
  }
}

describe('the tenants a process knows', () => {
  const database = useDatabase();
  let source: CountingSource;
  let directory: TenantDirectory;

  beforeEach(async () => {
    source = new CountingSource(database);
    directory = new TenantDirectory(source, database.clusters, database.log);
    await directory.start();
  });
  afterEach(async () => directory.beforeApplicationShutdown());

  const rename = async (tenant: Tenant, name: string, notify: boolean) =>
    database.platform.transaction(async () => {
      await database.platform.query(
        `update platform.tenant set name = $2, changed_in = pg_current_xact_id() where id = $1`,
        [tenant.id, name],
      );
      if (notify) await database.platform.query('select pg_notify($1, $2)', [tenantsChanged, '']);
    });
  /** Milliseconds until the directory answers with this name. */
  const until = async (tenant: Tenant, name: string): Promise<number> => {
    const from = Date.now();
    while ((await directory.findByHost(tenant.primaryHost))?.name !== name) {
      if (Date.now() - from > 5_000) throw new Error('Never seen.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Date.now() - from;
  };

  it('asks once for a host, however many ask for it at the same time', async () => {
    const host = database.ada.primaryHost;
    const found = await Promise.all(Array.from({ length: 50 }, () => directory.findByHost(host)));
    expect(found.every((tenant) => tenant?.id === database.ada.id)).toBe(true);
    expect(source.lookups).toBe(1);
    expect(directory.peek(host)?.id).toBe(database.ada.id);
  });

  it('finds a community by its number as well, and forgets that with the rest', async () => {
    const { id } = database.bob;
    expect((await directory.findById(id))?.id).toBe(id);
    expect(directory.peekById(id)?.id).toBe(id);
    expect([await directory.findById(999_999_999), directory.peekById(999_999_999)]).toEqual([null, null]);
    expect(source.lookups).toBe(2);
    await rename(database.bob, 'by number', false);
    await directory.refresh();
    expect((await directory.findById(id))?.name).toBe('by number');
  });

  it('forgets a changed tenant once, however often the change is told while an older transaction is open', async () => {
    const host = database.ada.primaryHost;
    await database.platform.transaction(async () => {
      await database.platform.query('select pg_current_xact_id()');
      await rename(database.bob, 'told again', false);
      await directory.refresh();
      await until(database.bob, 'told again');
      await directory.findByHost(host);
      const { lookups } = source;
      for (let look = 0; look < 3; look += 1) await directory.refresh();
      await directory.findByHost(database.bob.primaryHost);
      await directory.findByHost(host);
      expect(source.lookups).toBe(lookups);
    });
  });

  it('remembers that a host is nobody’s, for a short time and for a bounded number of hosts', async () => {
    expect(await directory.findByHost('nobody.localhost')).toBeNull();
    expect(await directory.findByHost('nobody.localhost')).toBeNull();
    expect(source.lookups).toBe(1);
    for (let number = 0; number < 10_050; number += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => directory.findByHost(`nobody${number + index}.localhost`)),
      );
    }
    expect(directory.peek('nobody.localhost')).toBeUndefined();
  });

  it('sees a change at once when it is told, and within two seconds when nobody tells', async () => {
    await directory.findByHost(database.ada.primaryHost);
    await rename(database.ada, 'told', true);
    expect(await until(database.ada, 'told')).toBeLessThan(1_000);
    await rename(database.ada, 'not told', false);
    expect(await until(database.ada, 'not told')).toBeLessThan(2_000);
  });

  it('sees a change while its listening connection is cut, and listens again afterwards', async () => {
    await directory.findByHost(database.bob.primaryHost);
    const listening = `from pg_stat_activity where application_name = 'paopao-listen' and datname = current_database()`;
    const [before] = await database.cluster.source.query<{ pid: number }[]>(`select pid ${listening}`);
    const owner = await import('#kernel/database');
    await owner.withOwnerConnection(database.cluster.url, (client) =>
      client.query(`select pg_terminate_backend(pid) ${listening}`),
    );
    await rename(database.bob, 'while cut', true);
    expect(await until(database.bob, 'while cut')).toBeLessThan(2_000);
    let after: { pid: number }[] = [];
    for (let tries = 0; tries < 100 && !after.length; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      after = await database.cluster.source.query<{ pid: number }[]>(`select pid ${listening}`);
    }
    expect(after[0]?.pid).toBeGreaterThan(0);
    expect(after[0]?.pid).not.toBe(before?.pid);
  });

  it('sees a change whose transaction was open during many looks', async () => {
    await directory.findByHost(database.ada.primaryHost);
    await database.platform
      .transaction(async () => {
        await database.platform.query(
          `update platform.tenant set name = 'late', changed_in = pg_current_xact_id() where id = $1`,
          [database.ada.id],
        );
        await rename(database.bob, 'early', true); // a later transaction that is committed first
        await until(database.bob, 'early');
        await directory.refresh();
      })
      .catch(() => undefined);
    expect(await until(database.ada, 'late')).toBeLessThan(2_000);
  });
});
