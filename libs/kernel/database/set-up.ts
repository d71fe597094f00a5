import type pg from 'pg';
import { StartError } from '#kernel/config';
import type { Log } from '#kernel/logging';
import { sqlState } from './errors.js';
import { inTransaction, withOwnerConnection } from './owner-connection.js';

/** What an administrator has to change before this database can be used: one sentence, with the SQL where it is SQL. */
export class DatabaseNotReady extends StartError {
  override readonly name = 'DatabaseNotReady';
}

export interface SetUpOptions {
  /** Prefix of the roles and schemas; chosen when it is left out. */
  namespace?: string;
  log: Pick<Log, 'log'>;
}

const setUpLock = 4_207_001;
const lostRaces = ['42710', '23505']; // another database of the server has just made a role of that name
const mostAttempts = 20;

/** Makes an empty database a cluster, or checks that this login can work with the one it is; answers its namespace. */
export async function setUpCluster(url: string, { namespace, log }: SetUpOptions): Promise<{ namespace: string }> {
  let reached = false;
  try {
    return await withOwnerConnection(url, async (client) => {
      reached = true;
      await preflight(client);
      const known = await findNamespace(client);
      if (known === undefined) return { namespace: await found(client, namespace, log) };
      if (namespace !== undefined && namespace !== known) throw otherNamespace(known, namespace);
      await checkRoles(client, known);
      return { namespace: known };
    });
  } catch (error) {
    if (reached) throw error;
    throw new DatabaseNotReady(`The database cannot be reached: ${(error as Error).message}.`, { cause: error });
  }
}

async function preflight(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{
    version: number;
    release: string;
    encoding: string;
    superuser: boolean;
    makes_roles: boolean;
    makes_schemas: boolean;
    login: string;
    database: string;
  }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as release,
            current_setting('server_encoding') as encoding, rolsuper as superuser, rolcreaterole as makes_roles,
            has_database_privilege(current_database(), 'CREATE') as makes_schemas,
            quote_ident(current_user) as login, quote_ident(current_database()) as database
       from pg_roles where rolname = current_user`,
  );
  const found = rows[0]!;
  const { login, database } = found;
  if (found.version < 150_000) {
    throw new DatabaseNotReady(`PostgreSQL 15 or newer is needed, but the server is ${found.release}.`);
  }
  if (found.encoding !== 'UTF8') {
    throw new DatabaseNotReady(
      `The database ${database} is encoded in ${found.encoding}, but UTF8 is needed: create one by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    );
  }
  if (found.superuser) return;
  const missing = [
    ...(found.makes_roles ? [] : [`ALTER ROLE ${login} CREATEROLE;`]),
    ...(found.makes_schemas ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${login};`]),
  ];
  if (missing.length > 0) {
    throw new DatabaseNotReady(
      `The login ${login} may not make communities until an administrator runs: ${missing.join(' ')}`,
    );
  }
}

async function findNamespace(client: pg.Client): Promise<string | undefined> {
  // From the tables of the catalogue: to_regclass() would answer what this session knew before it waited for the lock.
  const { rows } = await client.query<{ login: string; founder: string; heir: boolean; ours: boolean }>(
    `select quote_ident(current_user) as login, quote_ident(pg_get_userbyid(nspowner)) as founder,
            pg_has_role(current_user, nspowner, 'USAGE') as heir,
            exists (select from pg_class where relnamespace = n.oid and relname = 'namespace') as ours
       from pg_namespace n where nspname = 'cluster'`,
  );
  const [schema] = rows;
  if (!schema) return undefined;
  const { login, founder, heir, ours } = schema;
  if (!ours)
    throw new DatabaseNotReady('The database has a schema "cluster" of somebody else: use a database of its own.');
  if (!heir) {
    throw new DatabaseNotReady(
      `This database was set up by the login ${founder}, and ${login} may not use it until an administrator runs: GRANT ${founder} TO ${login};`,
    );
  }
  return (await client.query<{ name: string }>('select name from cluster.namespace')).rows[0]?.name;
}

/** A database can be restored without the roles of its server. */
async function checkRoles(client: pg.Client, namespace: string): Promise<void> {
  const { rows } = await client.query('select from pg_roles where rolname = $1', [`${namespace}_app`]);
  if (rows.length > 0) return;
  throw new DatabaseNotReady(
    `The role ${namespace}_app is missing on the server: restore the roles of the namespace "${namespace}" together with the database.`,
  );
}

/** Role names belong to the whole server, locks to one database: so a race with another database is lost and tried again. */
async function found(client: pg.Client, configured: string | undefined, log: SetUpOptions['log']): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      const namespace = await inTransaction(client, async () => {
        await client.query('select pg_advisory_xact_lock($1)', [setUpLock]);
        const known = await findNamespace(client); // made by another process while this one waited
        if (known === undefined) return create(client, await choose(client, configured));
        if (configured !== undefined && configured !== known) throw otherNamespace(known, configured);
        return known;
      });
      log.log('The database is set up.', { namespace });
      return namespace;
    } catch (error) {
      if (!lostRaces.includes(sqlState(error) ?? '') || attempt === mostAttempts) throw error;
    }
  }
}

async function choose(client: pg.Client, configured: string | undefined): Promise<string> {
  const { rows } = await client.query<{ namespace: string }>(
    `select distinct substring(rolname from '^([a-z][a-z0-9]*)_(?:app|tenants|[0-9]{6,})$') as namespace from pg_roles`,
  );
  const taken = new Set(rows.map(({ namespace }) => namespace));
  if (configured !== undefined) {
    if (!taken.has(configured)) return configured;
    throw new DatabaseNotReady(
      `The namespace "${configured}" is taken by another database of this server: choose another DATABASE_NAMESPACE, or none.`,
    );
  }
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? 't' : `t${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

async function create(client: pg.Client, namespace: string): Promise<string> {
  if (!/^[a-z][a-z0-9]{0,15}$/.test(namespace)) throw new Error(`Not a namespace: ${namespace}`);
  await client.query(`
    create role ${namespace}_app nologin;
    create role ${namespace}_tenants nologin;
    grant ${namespace}_app, ${namespace}_tenants to current_user;
    create schema cluster;
    create table cluster.namespace (one boolean primary key default true check (one), name text not null);
    insert into cluster.namespace (name) values ('${namespace}');
    create table cluster.migration (
      scope text not null,
      number int not null,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      primary key (scope, number)
    )`);
  await closePublicSchema(client);
  return namespace;
}

/** Of a login that does not own the schema PostgreSQL takes the REVOKE with no more than a warning. */
async function closePublicSchema(client: pg.Client): Promise<void> {
  const publicMay = async (privilege: string) => {
    const { rows } = await client.query<{ may: boolean | null }>(
      `select has_schema_privilege('public', to_regnamespace('public'), $1) as may`, // null: there is no such schema
      [privilege],
    );
    return rows[0]!.may === true;
  };
  if (await publicMay('CREATE, USAGE')) await client.query('revoke all on schema public from public');
  if (await publicMay('CREATE')) {
    throw new DatabaseNotReady(
      'Every role may create tables in this database until an administrator runs in it: REVOKE ALL ON SCHEMA public FROM PUBLIC;',
    );
  }
}

const otherNamespace = (known: string, configured: string) =>
  new DatabaseNotReady(
    `DATABASE_NAMESPACE is "${configured}", but this database was set up as "${known}", which cannot be changed: leave the setting out.`,
  );
