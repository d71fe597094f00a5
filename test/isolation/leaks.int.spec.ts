import { randomBytes } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { EntitySchema } from 'typeorm';
import { Cache } from '#kernel/cache';
import { Config } from '#kernel/config';
import { type Cluster, Clusters, declareEntities, PlatformDatabase, sqlState, TenantDatabase } from '#kernel/database';
import { DomainEvent, On, Outbox, PermanentError } from '#kernel/jobs';
import { scope, type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MemberAuthentication } from '#community/identity';
import { ApiModule } from '../../apps/api/api.module.js';
import { asOwner } from '../support/as-owner.js';
import { listenAnywhere, rawRequest } from '../support/raw-request.js';
import { ScratchCluster } from '../support/scratch-cluster.js';
import { type TestCommunity, useCommunity } from '../support/use-community.js';
import { useDatabase } from '../support/use-database.js';
import { restingPlaces } from './resting-connections.js';

interface BirdRow {
  id: number;
  username: string;
  nickname: string;
}
const Bird = new EntitySchema<BirdRow>({
  name: 'LeakedBird',
  tableName: 'member',
  columns: {
    id: { type: 'int8', primary: true },
    username: { type: 'text' },
    nickname: { type: 'text' },
  },
});
declareEntities(Bird);

const add = 'insert into member (id, username, nickname) values ($1, $2, $3)';
const nicknames = 'select nickname from member order by id';
const whoAmI = `select current_user as role, replace(current_setting('search_path'), '""', '') as path, pg_backend_pid() as backend`;

/** What went wrong elsewhere (architecture.md 8), tried here: by number and in the same words. */
describe('a leak that was seen elsewhere does not happen here:', () => {
  const database = useDatabase();
  let one: { clusters: Clusters; cluster: Cluster; db: TenantDatabase; platform: PlatformDatabase };
  let [ada, bob]: Tenant[] = [];

  /** The seam over a single connection: whatever is left on it meets the next tenant. */
  beforeEach(async () => {
    ({ ada, bob } = database);
    const { url, namespace } = database.cluster;
    const clusters = new Clusters(configWith({ databaseConnections: 1 }), database.log);
    const cluster = await clusters.open('main', url, namespace);
    one = { clusters, cluster, db: new TenantDatabase(clusters), platform: new PlatformDatabase(clusters) };
    for (const [tenant, name] of [
      [ada, 'heron'],
      [bob, 'otter'],
    ] as const) {
      await as(tenant, 'truncate member cascade');
      await as(tenant, add, [1, 'same', name]);
    }
  });
  afterEach(async () => one?.clusters.onApplicationShutdown());

  const configWith = (change: Partial<Config>): Config =>
    Object.assign(Object.create(Config.prototype) as Config, database.config, change);
  const within = <T>(tenant: Tenant | undefined, work: () => Promise<T>) => tenantScope.run(tenant!, work);
  const as = (tenant: Tenant | undefined, sql: string, values?: unknown[]) =>
    within(tenant, () => one.db.query(sql, values));
  const unit = <T>(tenant: Tenant | undefined, work: () => Promise<T>) =>
    within(tenant, () => one.db.transaction(work));
  const failing = (tenant: Tenant | undefined, work: () => Promise<unknown>) =>
    unit(tenant, async () => {
      await work();
      throw new Error('changed my mind');
    }).catch((error: Error) => error.message);
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => sqlState(error) ?? (error as Error).name,
    );
  const itself = (tenant: Tenant | undefined): unknown =>
    expect.objectContaining({ role: tenant!.role, path: `${tenant!.schema}, pg_temp` });
  const nobody = () => ({ role: `${one.cluster.namespace}_app`, path: '' });

  describe('1 session SET left on a pooled connection', () => {
    it('leaves every connection as nobody after units that end in each possible way', async () => {
      await as(ada, nicknames);
      await unit(bob, () => one.db.query(nicknames));
      await failing(ada, () => one.db.query(nicknames));
      await unit(bob, () => one.db.query('select 1/0').catch(() => undefined)).catch(() => undefined);
      await as(ada, 'select nothing').catch(() => undefined);
      expect(await restingPlaces(one.cluster.pool, 1)).toEqual([nobody()]);
    });

    it('refuses a statement that sets something for its connection, which nobody else gets then', async () => {
      const setting = [`set role ${ada!.role}`, `set search_path = ${ada!.schema}`, 'reset role', 'discard plans'];
      for (const sql of setting) {
        expect(await outcome(unit(ada, () => one.db.query(sql)))).not.toBe('done');
        expect(await outcome(as(ada, sql))).not.toBe('done');
        expect(await outcome(one.platform.query(sql))).not.toBe('done');
        await unit(ada, () => one.db.query(sql).catch(() => undefined)).catch(() => undefined);
        expect(await restingPlaces(one.cluster.pool, 1)).toEqual([nobody()]);
        expect(await as(bob, whoAmI)).toEqual([itself(bob)]);
      }
    });

    it('works as the next tenant even where a setting was left behind unseen', async () => {
      await unit(ada, async () => {
        await one.db.query(`select set_config('role', $1, false), set_config('search_path', $2, false)`, [
          ada!.role,
          ada!.schema,
        ]);
      });
      expect(await as(bob, nicknames)).toEqual([{ nickname: 'otter' }]);
      expect(await as(bob, whoAmI)).toEqual([itself(bob)]);
      expect(await unit(bob, () => one.db.query(nicknames))).toEqual([{ nickname: 'otter' }]);
      expect(await as(ada, nicknames)).toEqual([{ nickname: 'heron' }]);
    });
  });

  it('2 ROLLBACK reverts a SET the wrapper thinks is done', async () => {
    expect(await failing(ada, () => one.db.query(add, [2, 'two', 'lost']))).toBe('changed my mind');
    expect(await as(ada, whoAmI)).toEqual([itself(ada)]);
    expect(await failing(bob, () => one.db.query(add, [2, 'two', 'lost']))).toBe('changed my mind');
    expect(await unit(ada, () => one.db.query(whoAmI))).toEqual([itself(ada)]);
    expect([await as(ada, nicknames), await as(bob, nicknames)]).toEqual([
      [{ nickname: 'heron' }],
      [{ nickname: 'otter' }],
    ]);
  });

  it('3 the same with ROLLBACK TO SAVEPOINT', async () => {
    const seen = await unit(ada, async () => {
      await one.db.query(add, [2, 'two', 'crane']);
      await one.db.transaction(() => one.db.query('select 1/0')).catch(() => undefined);
      await one.db
        .transaction(async () => {
          await one.db.query(add, [3, 'three', 'lost']);
          throw new Error('undone');
        })
        .catch(() => undefined);
      return [...(await one.db.query(whoAmI)), ...(await one.db.query(nicknames))];
    });
    expect(seen).toEqual([itself(ada), { nickname: 'heron' }, { nickname: 'crane' }]);
    expect(await as(bob, nicknames)).toEqual([{ nickname: 'otter' }]);
  });

  it('4 a hook that runs on reuse but not on a new connection', async () => {
    const backends = new Set<unknown>();
    for (const tenant of [ada, bob, ada, bob, undefined]) {
      const ask = () => (tenant ? as(tenant, whoAmI) : one.platform.query(whoAmI));
      // The first attempt after a kill may still meet the dead connection; what it never meets is another tenant's.
      const [first] = await ask().catch(ask);
      const expected = tenant ? { role: tenant.role, path: `${tenant.schema}, pg_temp` } : nobody();
      expect(first).toMatchObject(expected);
      expect(await ask()).toEqual([first]);
      backends.add(first!['backend']);
      await asOwner(one.cluster, (client) =>
        client.query('select pg_terminate_backend($1, 5000)', [first!['backend']]),
      );
    }
    expect(backends.size).toBe(5);
  });

  it('5 one connection of a pool set, the rest default', async () => {
    const units = Array.from({ length: 60 }, async (_, index) => {
      const tenant = index % 2 ? ada : bob;
      const ask = () => database.tenants.query(`select pg_sleep(0.005), nickname, ${whoAmI.slice(7)} from member`);
      const rows = await within(tenant, () => (index % 3 ? database.tenants.transaction(ask) : ask()));
      expect(rows).toEqual([itself(tenant)]);
      expect(rows[0]!['nickname']).toBe(tenant === ada ? 'heron' : 'otter');
      return rows[0]!['backend'] as number;
    });
    // What two communities leave free while both work, the platform takes.
    const others = Array.from({ length: 20 }, async () => {
      const [row] = await database.platform.query(`select pg_sleep(0.005), ${whoAmI.slice(7)}`);
      expect(row).toMatchObject(nobody());
      return row!['backend'] as number;
    });
    const backends = new Set(await Promise.all([...units, ...others]));
    expect(backends.size).toBe(database.config.databaseConnections);
    const places = await restingPlaces(database.cluster.pool, database.config.databaseConnections);
    expect(places).toEqual(places.map(nobody));
  });

  it('6 statement cache without the tenant', async () => {
    const named = { name: 'nicknames', text: nicknames } as unknown as string; // prepared once on the connection
    for (let round = 0; round < 8; round += 1) {
      expect(await as(ada, named)).toEqual([{ nickname: 'heron' }]);
      expect(await as(bob, named)).toEqual([{ nickname: 'otter' }]);
    }
    const { client, release } = await one.cluster.pool.acquire();
    const { rows } = await client.query(`select name from pg_prepared_statements`).finally(release);
    expect(rows).toEqual([{ name: 'nicknames' }]);
  });

  it('7 column metadata of one tenant used for all in mixed versions', async () => {
    const explicit = { name: 'explicit', text: 'select id, nickname from member' } as unknown as string;
    const bird = (tenant: Tenant | undefined) => unit(tenant, () => one.db.repository(Bird).findOneByOrFail({ id: 1 }));
    await as(ada, explicit);
    await bird(ada);
    try {
      await as(bob, `alter table member add column motto text default 'swim'`); // the next release's, not yet in ada's
      for (const [tenant, nickname] of [
        [ada, 'heron'],
        [bob, 'otter'],
        [ada, 'heron'],
      ] as const) {
        expect(await as(tenant, explicit)).toEqual([{ id: 1, nickname }]);
        expect(await bird(tenant)).toEqual({ id: 1, username: 'same', nickname });
        await unit(tenant, () => one.db.repository(Bird).save({ id: 1, username: 'same', nickname }));
      }
      expect(Object.keys((await as(ada, 'select * from member'))[0]!)).not.toContain('motto');
      expect(await as(bob, 'select * from member')).toEqual([
        expect.objectContaining({ nickname: 'otter', motto: 'swim' }),
      ]);
      expect(await outcome(as(ada, 'select motto from member'))).toBe('42703');
    } finally {
      await as(bob, 'alter table member drop column motto');
    }
  });

  it('8 identity map by primary key only', async () => {
    const read = (tenant: Tenant | undefined) => unit(tenant, () => one.db.repository(Bird).findOneByOrFail({ id: 1 }));
    const found = await Promise.all([read(ada), read(bob), read(ada), read(bob)]);
    expect(found.map(({ nickname }) => nickname)).toEqual(['heron', 'otter', 'heron', 'otter']);
    await unit(ada, async () => {
      const mine = await one.db.repository(Bird).findOneByOrFail({ id: 1 });
      await one.db.repository(Bird).save(Object.assign(mine, { nickname: 'grey heron' }));
    });
    expect(await read(bob)).toMatchObject({ nickname: 'otter' });
    // Where a unit of one is open, nobody enters the other.
    const { tenants } = database;
    const first = () => tenants.transaction(() => tenants.repository(Bird).findOneByOrFail({ id: 1 }));
    const inside = within(ada, () => tenants.transaction(() => within(bob, first)));
    await expect(inside).rejects.toThrow('A unit of work is open here');
  });

  it('9 migration ledger found in the wrong schema', async () => {
    const scratch = await ScratchCluster.create();
    try {
      const [first, second] = await scratch.tenants(1, 2);
      const { latest } = await scratch.migrator();
      for (const schema of ['public', first!.schema]) {
        await scratch.database.query(`create table ${schema}.migration as select * from cluster.migration`);
        await scratch.database.query(
          `create table ${schema}.tenant_schema as select role, schema, 99 as version from cluster.tenant_schema`,
        );
      }
      scratch.write(`tenant/${String(latest + 1).padStart(4, '0')}_pets.sql`, 'create table pet (name text);');
      expect(await (await scratch.migrator()).migrateTenants()).toMatchObject({ migrated: 2, failed: [] });
      const versions = await scratch.database.query(`select role, version from cluster.tenant_schema order by role`);
      expect(versions).toEqual([first, second].map((tenant) => ({ role: tenant!.role, version: latest + 1 })));
      const false_ = await scratch.database.query(
        `select version from ${first!.schema}.tenant_schema union select version from public.tenant_schema`,
      );
      expect(false_).toEqual([{ version: 99 }]);
      const pets = await scratch.database.query(`select schemaname from pg_tables where tablename = 'pet' order by 1`);
      expect(pets).toEqual([first, second].map((tenant) => ({ schemaname: tenant!.schema })));
    } finally {
      await scratch.drop();
    }
  });

  it('14 an upgrade step skipped but marked done', async () => {
    const scratch = await ScratchCluster.create();
    try {
      const [first, second] = await scratch.tenants(1, 2);
      const { latest } = await scratch.migrator();
      const number = latest + 1;
      const padded = (one: number) => String(one).padStart(4, '0');
      await scratch.database.query(`insert into ${second!.schema}.member (username, nickname) values ('', 'nameless')`);
      scratch.write(
        `tenant/${padded(number)}_names.sql`,
        `create table pet (name text);\nalter table member add check (username <> '');`,
      );
      scratch.write(`tenant/${padded(number + 1)}_toys.sql`, `alter table pet add column toy text;`);
      const versions = () => scratch.database.query(`select version from cluster.tenant_schema order by role`);
      const pets = () => scratch.database.query(`select schemaname from pg_tables where tablename = 'pet' order by 1`);
      const migrate = async () => (await scratch.migrator()).migrateTenants();
      expect((await migrate()).failed).toEqual([
        expect.objectContaining({ role: second!.role, file: expect.stringContaining('_names.sql') }),
      ]);
      expect([await versions(), await pets()]).toEqual([
        [{ version: number + 1 }, { version: latest }],
        [{ schemaname: first!.schema }],
      ]);
      await scratch.database.query(`update ${second!.schema}.member set username = 'somebody'`);
      expect(await migrate()).toMatchObject({ migrated: 1, failed: [] });
      expect(await versions()).toEqual([{ version: number + 1 }, { version: number + 1 }]);
      expect(
        await scratch.database.query(
          `select column_name from information_schema.columns where table_name = 'pet' and column_name = 'toy'`,
        ),
      ).toHaveLength(2);
    } finally {
      await scratch.drop();
    }
  });

  it(`15 a sequence or temp table that shadows another's`, async () => {
    await as(ada, `select setval('block_id', 1000)`);
    expect(await as(bob, `select nextval('block_id') < 1000 as own`)).toEqual([{ own: true }]);
    const shadows = [
      'create temp table member (id bigint, nickname text)',
      `insert into pg_temp.member values (1, 'shadow')`,
      'create temp sequence block_id start 5000',
    ];
    for (const sql of shadows) await outcome(as(ada, sql)); // whether they may or not, nobody else must meet them
    for (const tenant of [ada, bob]) {
      expect(await as(tenant, nicknames)).toEqual([{ nickname: tenant === ada ? 'heron' : 'otter' }]);
      expect((await as(tenant, `select nextval('block_id') as id`))[0]!['id']).toBeLessThan(5000);
    }
    expect(await outcome(as(bob, 'select * from pg_temp.member'))).not.toBe('done');
  });
});

class Sighted extends DomainEvent {
  static override readonly type = 'leak.sighted';
  constructor(readonly bird: string) {
    super();
  }
}

@Injectable()
class Notebook {
  readonly seen: { bird: string; slug?: string | undefined; role: unknown }[] = [];
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly platform: PlatformDatabase,
  ) {}

  @On(Sighted, { task: 'leaks.sighted', class: 'maintenance' })
  async write({ bird }: Sighted): Promise<void> {
    const tenant = tenantScope.find();
    const [row] = await (tenant ? this.tenants : this.platform).query('select current_user as role');
    this.seen.push({ bird, slug: tenant?.slug, role: row!['role'] });
    if (bird.startsWith('dodo')) throw new PermanentError('extinct');
  }
}
@Module({ providers: [Notebook], exports: [Notebook] })
class NotebookModule {}

describe('a leak that was seen elsewhere does not happen in the application:', () => {
  Reflect.defineMetadata('imports', [NotebookModule], ApiModule);
  afterAll(() => Reflect.deleteMetadata('imports', ApiModule));
  const home = useCommunity();
  let other: TestCommunity;
  beforeAll(async () => {
    other = await home.neighbour();
  });
  const get = <T>(type: abstract new (...parts: never[]) => T): T => home.app.get(type as never, { strict: false });
  const within = async <T>({ host }: TestCommunity, work: () => Promise<T>): Promise<T> =>
    tenantScope.run((await get(TenantDirectory).findByHost(host)) as Tenant, work);

  it('10 process-wide settings or user cache without tenant', async () => {
    const [mine, theirs] = [await home.member('ada'), await other.member('ada')];
    expect(mine.id).toBe(theirs.id);
    const known = (where: TestCommunity, { token }: { token?: string }) =>
      within(where, () => get(MemberAuthentication).authenticate(`Bearer ${token}`));
    expect(await known(home, mine)).toMatchObject({ username: 'ada', isBanned: false });
    await known(other, theirs);
    await within(other, () => get(TenantDatabase).query('update member set status = 2 where id = $1', [theirs.id]));
    await within(other, async () => get(MemberAuthentication).forget(theirs.id));
    expect(await known(other, theirs)).toMatchObject({ isBanned: true });
    expect(await known(home, mine)).toMatchObject({ isBanned: false });
    for (const [where, who] of [
      [home, theirs],
      [other, mine],
    ] as const) {
      expect(await known(where, who)).toMatchObject({ code: 'auth.token-invalid' });
    }
  });

  it('11 a Redis key outside the key builder', async () => {
    const cache = get(Cache);
    const load = (value: string) => cache.get('key', 60, async () => ({ value }));
    expect([await within(home, () => load('mine')), await within(other, () => load('theirs'))]).toEqual([
      { value: 'mine' },
      { value: 'theirs' },
    ]);
    expect(await within(home, () => load('again'))).toEqual({ value: 'mine' });
    await within(other, async () => cache.forget('key'));
    expect(await within(home, async () => cache.peek('key'))).toEqual({ value: 'mine' });
    // No key can be made to look like another tenant's.
    const tenant = (await get(TenantDirectory).findByHost(home.host)) as Tenant;
    const near = { ...tenant, id: Number(`${tenant.id}1`) };
    await tenantScope.run(near, () => cache.get('x', 60, async () => ({ value: 'near' })));
    for (const crafted of [`1:x`, `:x`, `${near.id}:x`, `../${near.id}:x`])
      expect(await within(home, async () => cache.peek(crafted))).toBeUndefined();
    for (const use of [() => cache.peek('key'), () => cache.forget('key')]) expect(use).toThrow('No tenant');
    await expect(cache.get('key', 1, async () => ({}))).rejects.toThrow('No tenant');
  });

  it('12 an asset request without host served from a default site', async () => {
    const port = await listenAnywhere(home.app);
    const paths = new Set(['/', '/favicon.ico', '/robots.txt', '/assets/site.css', '/media/t/1/x.png']);
    for (const { method, url } of home.api.http.routes.routes)
      if (method === 'GET') paths.add(url.replaceAll(/[:*]\w*/g, '1'));
    const unserved = [
      'HTTP/1.0\r\n',
      'HTTP/1.1\r\n',
      'HTTP/1.1\r\nHost:\r\n',
      'HTTP/1.1\r\nHost: 127.0.0.1\r\n',
      'HTTP/1.1\r\nHost: localhost\r\n',
      `HTTP/1.1\r\nHost: ${randomBytes(4).toString('hex')}.localhost\r\n`,
    ];
    for (const path of paths) {
      for (const head of unserved) {
        const answer = await rawRequest(port, `GET ${path} ${head}Connection: close\r\n\r\n`);
        expect([path, head, [400, 404].includes(answer.status)]).toEqual([path, head, true]);
        for (const { tenant } of [home, other]) expect(answer.head + answer.body).not.toContain(tenant.slug);
      }
    }
  });

  it(`13 a job that keeps the previous job's tenant`, async () => {
    const sighted = (bird: string, where?: TestCommunity) => {
      const database = where ? get(TenantDatabase) : get(PlatformDatabase);
      const write = () => database.transaction(async () => get(Outbox).add(new Sighted(bird)));
      return where ? within(where, write) : scope.run({}, write);
    };
    const expected: Notebook['seen'] = [];
    const app = `${get(Clusters).get('main').namespace}_app`;
    for (let round = 0; round < 12; round += 1) {
      for (const where of [home, undefined, other]) {
        const bird = `${round % 3 === 1 ? 'dodo' : 'stork'} ${round}`;
        await sighted(bird, where);
        expected.push({ bird, slug: where?.tenant.slug, role: where?.tenant.role ?? app });
      }
    }
    await home.settle();
    const order = (seen: Notebook['seen']) => seen.map((sight) => JSON.stringify(sight)).sort();
    expect(order(get(Notebook).seen)).toEqual(order(expected));
    await get(PlatformDatabase).query(`delete from jobs.task where kind = 'leaks.sighted'`);
  });
});
