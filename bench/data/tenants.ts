import { availableParallelism } from 'node:os';
import type pg from 'pg';
import {
  createTenantSchema,
  ensureRoles,
  inTransaction,
  readBaseline,
  readMigrations,
  tenantBlueprint,
  type TenantBlueprint,
  tenantNames,
  withOwnerConnection,
} from '#kernel/database';
import { makeCommunity } from './community.js';
import { loadCommunity } from './load.js';
import type { Size } from './making.js';

/** A tenant made for a measure, with rows of its own. */
export interface BenchTenant {
  readonly id: number;
  readonly slug: string;
  readonly host: string;
}

/** Some pages of public posts. */
export const small: Size = {
  members: 5,
  posts: 200,
  comments: 60,
  mostComments: 12,
  replies: 20,
  stars: 110,
  follows: 6,
  messages: 0,
};

const rolesAtOnce = 100;
/** A backend remembers every table it made. */
const tenantsPerConnection = 200;

interface Plan {
  readonly url: string;
  readonly root: string;
  readonly count: number;
  readonly passwordHash: string;
  readonly progress: (done: number) => void;
  /** What is in each; nothing where it is null. */
  readonly size?: Size | null;
}

interface Reserved extends BenchTenant {
  readonly number: number;
}

/**
 * Tenants as provisioning makes them (number, roles, schema from the baseline in one transaction), side by side and
 * without waiting for the disk, with rows by COPY in the same transaction. They become active all at once at the end.
 */
export async function makeTenants(plan: Plan): Promise<BenchTenant[]> {
  const { namespace, tenants } = await withOwnerConnection(plan.url, (client) => reserve(client, plan.count));
  const blueprint = tenantBlueprint(await readBaseline(plan.root), await readMigrations(plan.root), namespace);
  const queue = tenants.values();
  let done = 0;
  const work = async (): Promise<void> => {
    for (let left = true; left;) {
      left = await withOwnerConnection(plan.url, async (client) => {
        await client.query('set synchronous_commit = off');
        for (let made = 0; made < tenantsPerConnection; made++) {
          const next = queue.next();
          if (next.done) return false;
          await makeOne(client, { plan, namespace, blueprint, tenant: next.value });
          plan.progress(++done);
        }
        return true;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism() + 1) }, work));
  await withOwnerConnection(plan.url, (client) => activate(client, tenants));
  return tenants;
}

/** Numbers and rows as placement gives them, roles in the blocks in which provisioning makes them. */
async function reserve(client: pg.Client, count: number): Promise<{ namespace: string; tenants: Reserved[] }> {
  const { rows } = await client.query<{ namespace: string; first: number }>(
    `update platform.cluster set next_number = next_number + $1, tenants = tenants + $1,
            max_tenants = greatest(max_tenants, tenants + $1 + 1000) where name = 'main'
     returning next_number - $1 as first, (select name from cluster.namespace) as namespace`,
    [count],
  );
  const { namespace, first } = rows[0]!;
  const last = Math.ceil((first + count - 1) / rolesAtOnce) * rolesAtOnce;
  for (let from = Math.floor((first - 1) / rolesAtOnce) * rolesAtOnce + 1; from <= last; from += rolesAtOnce)
    await ensureRoles(client, namespace, from, rolesAtOnce);
  await client.query(`update platform.cluster set roles_until = greatest(roles_until, $1) where name = 'main'`, [last]);
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  return { namespace, tenants: await insertRows(client, namespace, numbers) };
}

async function insertRows(client: pg.Client, namespace: string, numbers: readonly number[]): Promise<Reserved[]> {
  const slugs = numbers.map((number) => `bench-${number}`);
  const roles = numbers.map((number) => tenantNames(namespace, number).role);
  const { rows } = await client.query<Reserved>(
    `with tenant as (
       insert into platform.tenant (slug, name, cluster, number, role, schema, owner_username)
       select slug, slug, 'main', number, role, role, 'owner'
         from unnest($1::text[], $2::int[], $3::name[]) as made (slug, number, role)
       returning id, slug, number),
     host as (
       insert into platform.host (host, tenant_id, kind, is_primary)
       select slug || '.localhost', id, 'subdomain', true from tenant)
     select id::int4 as id, slug, slug || '.localhost' as host, number from tenant order by number`,
    [slugs, numbers, roles],
  );
  return rows;
}

interface One {
  readonly plan: Plan;
  readonly namespace: string;
  readonly blueprint: TenantBlueprint;
  readonly tenant: Reserved;
}

async function makeOne(client: pg.Client, { plan, namespace, blueprint, tenant }: One): Promise<void> {
  const names = tenantNames(namespace, tenant.number);
  const { passwordHash, size = small } = plan;
  await inTransaction(client, async () => {
    await createTenantSchema(client, names, blueprint);
    if (size === null) return;
    const make = { slug: tenant.slug, tenantId: tenant.id, size, seed: tenant.number, passwordHash };
    await client.query(`set local role ${names.role}; set local search_path = ${names.schema}, pg_temp`);
    await loadCommunity(client, makeCommunity(make));
    await client.query('reset role');
  });
}

async function activate(client: pg.Client, tenants: readonly BenchTenant[]): Promise<void> {
  await client.query(
    `update platform.tenant set state = 'active', updated_at = now(), changed_in = pg_current_xact_id() where id = any($1)`,
    [tenants.map(({ id }) => id)],
  );
}
