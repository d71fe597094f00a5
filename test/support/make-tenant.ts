import { randomBytes } from 'node:crypto';
import {
  createTenantSchema,
  ensureRoles,
  inTransaction,
  readBaseline,
  readMigrations,
  tenantBlueprint,
  tenantNames,
  withOwnerConnection,
} from '#kernel/database';
import { repositoryRoot, workerCluster } from './worker-cluster.js';

export interface TestTenant {
  readonly id: number;
  readonly slug: string;
  readonly host: string;
  readonly role: string;
  readonly schema: string;
}

/** A fresh, active tenant. TODO(#3): by the platform's API, once provisioning is there. */
export async function makeTenant(slug = `t${randomBytes(5).toString('hex')}`): Promise<TestTenant> {
  const { url, namespace } = await workerCluster();
  const blueprint = tenantBlueprint(
    await readBaseline(repositoryRoot),
    await readMigrations(repositoryRoot),
    namespace,
  );
  return withOwnerConnection(url, async (client) => {
    const { rows } = await client.query<{ number: number }>(
      `update platform.cluster set next_number = next_number + 1 where name = 'main' returning next_number - 1 as number`,
    );
    const { number } = rows[0]!;
    const names = tenantNames(namespace, number);
    await ensureRoles(client, namespace, number, 1);
    await inTransaction(client, () => createTenantSchema(client, names, blueprint));
    const host = `${slug}.localhost`;
    const { rows: made } = await client.query<{ id: number }>(
      `with tenant as (
         insert into platform.tenant (slug, name, state, cluster, number, role, schema, owner_username)
         values ($1, $1, 'active', 'main', $2, $3, $4, 'owner') returning id)
       insert into platform.host (host, tenant_id, kind, is_primary) select $5, id, 'subdomain', true from tenant
       returning tenant_id as id`,
      [slug, number, names.role, names.schema, host],
    );
    return { id: Number(made[0]!.id), slug, host, ...names };
  });
}
