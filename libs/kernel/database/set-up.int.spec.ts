import { ScratchDatabase } from '../../../test/support/scratch-database.js';
import { setUpCluster } from './set-up.js';

const log = { log: () => undefined };
const namespaceOf = async (database: ScratchDatabase) =>
  (await database.query<{ name: string }>('select name from cluster.namespace'))[0]?.name;

describe('setting up a database', () => {
  let database: ScratchDatabase;
  const chosen: string[] = [];

  beforeEach(async () => {
    database = await ScratchDatabase.create();
  });
  afterEach(async () => {
    await database.drop(...chosen.splice(0));
  });

  const login = (rights: string) => database.login(rights);
  const grantCreate = (url: string) =>
    database.query(`grant create on database ${database.name} to ${new URL(url).username}`);

  it.each(['superuser', 'createrole'])(
    'makes roles, ledger and namespace as a %s, and finds them again',
    async (rights) => {
      const url = await login(rights);
      await grantCreate(url);
      const { namespace } = database;
      expect(await setUpCluster(url, { namespace, log })).toEqual({ namespace });
      expect(await setUpCluster(url, { log })).toEqual({ namespace });
      const [row] = await database.query(
        `select pg_has_role($1, to_regrole($2), 'MEMBER') as app, pg_has_role($1, to_regrole($3), 'MEMBER') as tenants,
              has_schema_privilege('public', 'public', 'CREATE') as open, to_regclass('cluster.migration') is not null as ledger`,
        [new URL(url).username, `${namespace}_app`, `${namespace}_tenants`],
      );
      expect(row).toEqual({ app: true, tenants: true, open: false, ledger: true });
    },
  );

  it.each([
    ['', 'ALTER ROLE %s CREATEROLE; GRANT CREATE ON DATABASE %d TO %s;'],
    ['createrole', 'GRANT CREATE ON DATABASE %d TO %s;'],
  ])('tells in one sentence what the administrator of a login "%s" must run', async (rights, sql) => {
    const url = await login(rights);
    const { username } = new URL(url);
    const runs = sql.replaceAll('%s', username).replaceAll('%d', database.name);
    await expect(setUpCluster(url, { log })).rejects.toMatchObject({
      name: 'DatabaseNotReady',
      message: `The login ${username} may not make communities until an administrator runs: ${runs}`,
    });
    await database.query(runs);
    expect(await setUpCluster(url, { namespace: database.namespace, log })).toEqual({ namespace: database.namespace });
  });

  it('chooses one name when several processes start at once, and never that of another database', async () => {
    const other = await ScratchDatabase.create();
    try {
      const found = await Promise.all([database, database, other, other].map(({ url }) => setUpCluster(url, { log })));
      const names = found.map(({ namespace }) => namespace);
      chosen.push(names[0]!, names[2]!);
      expect(names).toEqual([names[0], names[0], names[2], names[2]]);
      expect(names[0]).not.toBe(names[2]);
      expect(names[0]).toMatch(/^t\d*$/);
      expect([await namespaceOf(database), await namespaceOf(other)]).toEqual([names[0], names[2]]);
    } finally {
      await other.drop();
    }
  });

  it('keeps to the namespace it was set up with', async () => {
    const { namespace, url } = database;
    await setUpCluster(url, { namespace, log });
    await expect(setUpCluster(url, { namespace: 'another', log })).rejects.toThrow(`was set up as "${namespace}"`);
  });

  it('refuses a namespace of another database of the server', async () => {
    const other = await ScratchDatabase.create();
    try {
      await setUpCluster(other.url, { namespace: other.namespace, log });
      const taken = setUpCluster(database.url, { namespace: other.namespace, log });
      await expect(taken).rejects.toThrow(`The namespace "${other.namespace}" is taken by another database`);
    } finally {
      await other.drop();
    }
  });

  it('refuses a login that did not set the database up, until it inherits from the one that did', async () => {
    const [first, second] = [await login('createrole'), await login('createrole')];
    for (const url of [first, second]) await grantCreate(url);
    await setUpCluster(first, { namespace: database.namespace, log });
    const runs = `GRANT ${new URL(first).username} TO ${new URL(second).username};`;
    await expect(setUpCluster(second, { log })).rejects.toThrow(`until an administrator runs: ${runs}`);
    await database.query(runs);
    expect(await setUpCluster(second, { log })).toEqual({ namespace: database.namespace });
  });

  it('refuses a database in which every role may create tables, when it cannot close that', async () => {
    await database.query('grant create on schema public to public');
    const url = await login('createrole');
    await grantCreate(url);
    await expect(setUpCluster(url, { namespace: database.namespace, log })).rejects.toThrow(
      'REVOKE ALL ON SCHEMA public FROM PUBLIC;',
    );
    expect(await setUpCluster(database.url, { namespace: database.namespace, log })).toBeDefined();
  });

  it('refuses a schema "cluster" of somebody else, and leaves nothing behind', async () => {
    await database.query('create schema cluster');
    await expect(setUpCluster(database.url, { namespace: database.namespace, log })).rejects.toThrow(
      'of somebody else',
    );
    expect(await database.query('select from pg_roles where rolname = $1', [`${database.namespace}_app`])).toEqual([]);
  });

  it('says in one sentence that nobody answers', async () => {
    const url = database.url.replace(/:\d+\//, ':1/');
    await expect(setUpCluster(url, { log })).rejects.toMatchObject({
      name: 'DatabaseNotReady',
      message: expect.stringMatching(/^The database cannot be reached: connect ECONNREFUSED/) as string,
    });
  });
});
