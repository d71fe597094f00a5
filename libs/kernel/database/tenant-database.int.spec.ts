import { EntitySchema } from 'typeorm';
import { NoTenantScope, scope, type Tenant, tenantScope } from '#kernel/scope';
import { useDatabase } from '../../../test/support/use-database.js';
import { declareEntities } from './clusters.js';
import { CommitLost, DatabaseUnavailable, sqlState, UnitMisused } from './errors.js';
import { withOwnerConnection } from './owner-connection.js';
import type { Deferral } from './unit-of-work.js';

interface MemberRow {
  id: number;
  username: string;
  nickname: string;
}
const MemberSchema = new EntitySchema<MemberRow>({
  name: 'SpecMember',
  tableName: 'member',
  columns: {
    id: { type: 'int8', primary: true, generated: 'increment' },
    username: { type: 'text' },
    nickname: { type: 'text' },
  },
});
declareEntities(MemberSchema);

const insert = `insert into member (username, nickname) values ($1, $1) returning id`;
const names = `select username from member order by id`;

describe('the tenancy seam', () => {
  const database = useDatabase();
  const within = <T>(tenant: Tenant, work: () => Promise<T>) => tenantScope.run(tenant, work);
  const state = async (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => sqlState(error) ?? (error as Error).name,
    );
  const usernames = async (tenant: Tenant) =>
    (await within(tenant, () => database.tenants.query<{ username: string }>(names))).map(({ username }) => username);
  let ada: Tenant;
  let bob: Tenant;

  beforeEach(async () => {
    ({ ada, bob } = database);
    for (const tenant of [ada, bob]) await within(tenant, () => database.tenants.query('delete from member'));
  });

  describe('without a tenant', () => {
    it('runs no statement', async () => {
      await expect(database.tenants.query('select 1')).rejects.toThrow(NoTenantScope);
      await expect(database.tenants.transaction(async () => 1)).rejects.toThrow(NoTenantScope);
    });

    it('finds no table by its bare name, and may not enter a schema by its full one', async () => {
      expect(
        await state(
          database.cluster.pool
            .acquire()
            .then(async ({ client, release }) => client.query('select * from member').finally(release)),
        ),
      ).toBe('42P01');
      expect(await state(database.platform.query(`select * from ${ada.schema}.member`))).toBe('42501');
      expect(await state(database.cluster.source.query('select * from member'))).toBe('42P01');
    });
  });

  describe('a unit of work', () => {
    it('sees its own tenant only', async () => {
      await within(ada, () => database.tenants.query(insert, ['heron']));
      expect(await usernames(ada)).toEqual(['heron']);
      expect(await usernames(bob)).toEqual([]);
      expect(await state(within(ada, () => database.tenants.query(`select * from ${bob.schema}.member`)))).toBe(
        '42501',
      );
      expect(
        await state(
          within(ada, () =>
            database.tenants.transaction(() => database.tenants.query(`select * from ${bob.schema}.member`)),
          ),
        ),
      ).toBe('42501');
      expect(await state(within(ada, () => database.tenants.query('select * from platform.tenant')))).toBe('42501');
    });

    it('refuses a role that does not exist, before anything is read', async () => {
      const nobody = { ...ada, role: 'w_nobody', schema: ada.schema };
      expect(await state(within(nobody, () => database.tenants.query(names)))).toBe('22023');
    });

    it('refuses a role or schema that is no name', async () => {
      const crafted = { ...ada, role: 't; reset role' };
      await expect(within(crafted, () => database.tenants.query('select 1'))).rejects.toThrow('Not a name');
    });

    it('commits all or nothing', async () => {
      const failing = within(ada, () =>
        database.tenants.transaction(async () => {
          await database.tenants.query(insert, ['heron']);
          throw new Error('changed my mind');
        }),
      );
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await usernames(ada)).toEqual([]);
    });

    it('throws when an error was caught inside, because the server rolls back at COMMIT', async () => {
      const swallowing = within(ada, () =>
        database.tenants.transaction(async () => {
          await database.tenants.query(insert, ['heron']);
          await database.tenants.query('select 1/0').catch(() => undefined);
          return 'acknowledged';
        }),
      );
      await expect(swallowing).rejects.toThrow(CommitLost);
      expect(await usernames(ada)).toEqual([]);
    });

    it('goes on after an error inside a savepoint, still as the tenant', async () => {
      await within(ada, () =>
        database.tenants.transaction(async () => {
          await database.tenants.query(insert, ['heron']);
          await database.tenants
            .transaction(async () => {
              await database.tenants.query(insert, ['stork']);
              await database.tenants.query('select 1/0');
            })
            .catch(() => undefined);
          const [row] = await database.tenants.query(
            `select current_user as role, current_setting('search_path') as path`,
          );
          expect(row).toEqual({ role: ada.role, path: `${ada.schema}, pg_temp` });
          await database.tenants.query(insert, ['crane']);
        }),
      );
      expect(await usernames(ada)).toEqual(['heron', 'crane']);
    });

    it('refuses statements that come after its end', async () => {
      let late: Promise<unknown> = Promise.resolve();
      await within(ada, () =>
        database.tenants.transaction(async () => {
          late = new Promise((resolve) => setImmediate(resolve))
            .then(() => new Promise((resolve) => setTimeout(resolve, 30)))
            .then(() => database.tenants.query(insert, ['late']));
          late.catch(() => undefined);
        }),
      );
      await expect(late).rejects.toThrow(UnitMisused);
      expect(await usernames(ada)).toEqual([]);
    });

    it('refuses to be used under another tenant', async () => {
      const mixed = within(ada, () =>
        database.tenants.transaction(() =>
          scope.with({ tenant: bob }, () => database.tenants.query(insert, ['mixed'])),
        ),
      );
      await expect(mixed).rejects.toThrow(UnitMisused);
      expect([await usernames(ada), await usernames(bob)]).toEqual([[], []]);
    });

    it('refuses statements beside an open savepoint, and two savepoints at once', async () => {
      const parallel = within(ada, () =>
        database.tenants.transaction(async () => {
          await Promise.all([
            database.tenants.transaction(() => database.tenants.query(insert, ['one'])),
            database.tenants.transaction(() => database.tenants.query(insert, ['two'])),
          ]);
        }),
      );
      await expect(parallel).rejects.toThrow(UnitMisused);
      expect(await usernames(ada)).toEqual([]);
    });

    it('does not reach over to the platform, nor the platform to a tenant', async () => {
      const reaching = within(ada, () => database.tenants.transaction(() => database.platform.query('select 1')));
      await expect(reaching).rejects.toThrow(UnitMisused);
    });

    it('gives entities of this tenant, with ids as numbers, in the same transaction', async () => {
      const saved = await within(ada, () =>
        database.tenants.transaction(async () => {
          const members = database.tenants.repository(MemberSchema);
          const row = await members.save({ username: 'egret', nickname: 'Egret' });
          expect(await database.tenants.query(names)).toEqual([{ username: 'egret' }]);
          return members.findOneByOrFail({ id: row.id });
        }),
      );
      expect(typeof saved.id).toBe('number');
      expect(await usernames(bob)).toEqual([]);
      expect(() => database.tenants.repository(MemberSchema)).toThrow(NoTenantScope);
    });

    it('reads bigint, and arrays of it, as numbers', async () => {
      const [row] = await within(ada, () =>
        database.tenants.query(`select 9007199254740991::bigint as one, array[1, 2]::bigint[] as more`),
      );
      expect(row).toEqual({ one: Number.MAX_SAFE_INTEGER, more: [1, 2] });
    });
  });

  describe('what is deferred to the end of a unit', () => {
    const kept: string[][] = [];
    const deferral: Deferral<string> = {
      beforeCommit: (items) => ({
        sql: 'insert into member (username, nickname) select n, n from unnest($1::text[]) n',
        values: [items],
      }),
      afterCommit: (items) => kept.push(items),
    };

    it('is written with it, without what an undone savepoint asked for', async () => {
      await within(ada, () =>
        database.tenants.transaction(async () => {
          database.tenants.defer(deferral, 'one');
          await database.tenants
            .transaction(async () => {
              database.tenants.defer(deferral, 'undone');
              throw new Error('no');
            })
            .catch(() => undefined);
          await database.tenants.transaction(async () => database.tenants.defer(deferral, 'two'));
        }),
      );
      expect(await usernames(ada)).toEqual(['one', 'two']);
      expect(kept).toEqual([['one', 'two']]);
    });

    it('is told of a COMMIT whose answer was not a commit, and not of work that failed before', async () => {
      const doubts: string[][] = [];
      const doubting: Deferral<string> = {
        afterCommit: (items) => doubts.push(['committed', ...items]),
        afterDoubt: (items) => doubts.push(items),
      };
      const after = (work: () => Promise<unknown>) =>
        within(ada, () =>
          database.tenants.transaction(async () => {
            database.tenants.defer(doubting, 'x');
            await work();
          }),
        );
      await expect(after(() => database.tenants.query('select 1/0'))).rejects.toMatchObject({ code: '22012' });
      expect(doubts).toEqual([]);
      await expect(after(() => database.tenants.query('select 1/0').catch(() => undefined))).rejects.toThrow(
        CommitLost,
      );
      expect(doubts).toEqual([['x']]);
    });

    it('takes the unit with it when it fails', async () => {
      const failing = within(ada, () =>
        database.tenants.transaction(async () => {
          await database.tenants.query(insert, ['heron']);
          database.tenants.defer(deferral, 'HERON');
        }),
      );
      await expect(failing).rejects.toMatchObject({ code: '23505' });
      expect(await usernames(ada)).toEqual([]);
      expect(kept).toHaveLength(1);
    });
  });

  describe('what a unit or a statement writes', () => {
    const told: string[] = [];
    const changes = (work: () => Promise<unknown>) => within(ada, work);
    beforeAll(() => {
      database.clusters.writes.listen(({ tenant, tables }) => told.push(`${tenant.id} ${tables.join()}`));
    });
    beforeEach(() => void told.splice(0));

    it('is told once it is committed, table by table, with whose it is', async () => {
      await changes(() => database.tenants.query(insert, ['grebe']));
      await changes(() =>
        database.tenants.transaction(async () => {
          await database.tenants.query(insert, ['coot']);
          await database.tenants.query(`update member set nickname = 'Coot' where username = 'coot'`);
          await database.tenants.query(`insert into setting (key, value) values ('a', '1')`);
          expect(told).toHaveLength(1);
        }),
      );
      await changes(() => database.tenants.query('select from member for update'));
      expect(told).toEqual([`${ada.id} member`, `${ada.id} member,setting`]);
    });

    it('is not told when it is undone, in whole or in part', async () => {
      const undone = changes(() =>
        database.tenants.transaction(async () => {
          await database.tenants.query(insert, ['teal']);
          throw new Error('no');
        }),
      );
      await expect(undone).rejects.toThrow('no');
      await changes(() =>
        database.tenants.transaction(() =>
          database.tenants
            .transaction(async () => {
              await database.tenants.query(insert, ['teal']);
              throw new Error('no');
            })
            .catch(() => undefined),
        ),
      );
      expect(told).toEqual([]);
    });
  });

  it('mixes nothing in 3,840 interleaved units, a third of which fail', async () => {
    const insertMine = async (tenant: Tenant, number: number) =>
      within(tenant, () =>
        database.tenants.transaction(async () => {
          await database.tenants.query(insert, [`${tenant.slug}${number}`]);
          if (number % 3 === 0) throw new Error('undone');
          if (number % 3 === 1) return database.tenants.query(names);
          return database.tenants.transaction(() => database.tenants.query(names));
        }),
      );
    const numbers = Array.from({ length: 1920 }, (_, number) => number);
    let failed = 0;
    const worker = async () => {
      for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
        const both = await Promise.allSettled([insertMine(ada, number), insertMine(bob, number)]);
        failed += both.filter(({ status }) => status === 'rejected').length;
      }
    };
    await Promise.all(Array.from({ length: 32 }, worker));
    expect(failed).toBe(1280);
    for (const tenant of [ada, bob]) {
      const found = await usernames(tenant);
      expect(found).toHaveLength(1280);
      expect(found.filter((name) => !name.startsWith(tenant.slug))).toEqual([]);
    }
    expect(
      await database.platform.query(`select current_user as role, current_setting('search_path') as path`),
    ).toEqual([{ role: `${database.cluster.namespace}_app`, path: '' }]);
  });

  it('survives a connection that is cut in the middle of a unit', async () => {
    const cutMine = async () => {
      const [row] = await database.tenants.query<{ pid: number }>('select pg_backend_pid() as pid');
      await withOwnerConnection(database.cluster.url, (client) =>
        client.query('select pg_terminate_backend($1, 5000)', [row!.pid]),
      );
    };
    const cut = within(ada, () =>
      database.tenants.transaction(async () => {
        await database.tenants.query(insert, ['heron']);
        await cutMine();
        await database.tenants.query(insert, ['stork']);
      }),
    );
    await expect(cut).rejects.toThrow(DatabaseUnavailable);
    expect(await usernames(ada)).toEqual([]);
  });

  it('keeps to the rights of the application on every connection, also after RESET ROLE and DISCARD ALL', async () => {
    const { client, release } = await database.cluster.pool.acquire();
    try {
      for (const statement of ['RESET ROLE', 'DISCARD ALL', 'SET SESSION AUTHORIZATION DEFAULT']) {
        await client.query(statement);
        const { rows } = await client.query('select current_user as role');
        expect(rows).toEqual([{ role: `${database.cluster.namespace}_app` }]);
      }
    } finally {
      release(true);
    }
  });
});
