import pg from 'pg';
import { type Baseline, fillIn, type Migrations } from './migration-files.js';
import { inTransaction } from './owner-connection.js';
import { checkedName, enterTenant, tenantNames, type TenantNames } from './tenant-names.js';

/** What a new tenant's schema is made from: read once per process. */
export interface TenantBlueprint {
  readonly version: number;
  readonly sql: string;
  /** Writes the ledger of the cluster, which the first tenant of a version has to do. */
  readonly ledger: string;
}

export function tenantBlueprint(
  baseline: Baseline,
  { tenant }: Pick<Migrations, 'tenant'>,
  namespace: string,
): TenantBlueprint {
  const newer = tenant.filter(({ number }) => number > baseline.version);
  const rows = tenant.map(
    ({ number, name, checksum }) => `('tenant', ${number}, ${pg.escapeLiteral(name)}, ${pg.escapeLiteral(checksum)})`,
  );
  return {
    version: tenant.length,
    sql: [baseline.sql, ...newer.map((migration) => fillIn(migration, namespace))].join('\n;\n'),
    ledger: `insert into cluster.migration (scope, number, name, checksum) values ${rows.join(', ')} on conflict do nothing`,
  };
}

/**
 * Makes the schema of a tenant in the transaction that is open on an owner connection, whose role must exist.
 * Answers false when it is there already.
 */
export async function createTenantSchema(
  client: pg.ClientBase,
  { role, schema }: TenantNames,
  { version, sql, ledger }: TenantBlueprint,
): Promise<boolean> {
  const { rows } = await client.query<{ made: boolean }>(
    'select exists (select from cluster.tenant_schema where role = $1 and schema = $2) as made',
    [role, schema],
  );
  if (rows[0]!.made) return false;
  await client.query(`
    create schema ${checkedName(schema)} authorization ${checkedName(role)};
    ${enterTenant({ role, schema })};
    ${sql}
    ;reset role;
    set local search_path to default;
    insert into cluster.tenant_schema (role, schema, version) values ('${role}', '${schema}', ${version});
    ${ledger}`);
  return true;
}

/** Removes everything a tenant has on this cluster but its role, which costs all backends and is left for the night. */
export async function dropTenantSchema(client: pg.ClientBase, { role, schema }: TenantNames): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(`
      set local lock_timeout = '5s';
      delete from cluster.tenant_schema where role = '${checkedName(role)}';
      delete from jobs.task where tenant_role = '${role}';
      delete from cluster.usage where tenant_role = '${role}';
      drop schema if exists ${checkedName(schema)} cascade`);
  });
}

const rolesLock = 4_207_003;

/** The roles of `count` tenant numbers from `from` on, in one message; those that exist are left as they are. */
export async function ensureRoles(
  client: pg.ClientBase,
  namespace: string,
  from: number,
  count: number,
): Promise<void> {
  const group = checkedName(`${namespace}_tenants`);
  const names = Array.from({ length: count }, (_, index) => tenantNames(namespace, from + index).role);
  await client.query(`
    do $roles$
    declare wanted name;
    begin
      if (select count(*) from unnest('{${names.join()}}'::name[]) as t (wanted_role)
            join pg_roles on rolname = wanted_role
           where exists (select from pg_auth_members where roleid = '${group}'::regrole and member = pg_roles.oid)
             and exists (select from pg_auth_members where roleid = pg_roles.oid and member = (select oid from pg_roles where rolname = current_user) and not admin_option)
         ) = ${count} then return; end if;
      perform pg_advisory_xact_lock(${rolesLock});
      foreach wanted in array '{${names.join()}}'::name[] loop
        if not exists (select from pg_roles where rolname = wanted) then execute format('create role %I nologin', wanted); end if;
      end loop;
      -- One statement for all: each GRANT reads the memberships of the login anew.
      grant ${group} to ${names.join()};
      grant ${names.join()} to current_user;
    end $roles$`);
}
