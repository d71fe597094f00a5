import { Injectable } from '@nestjs/common';
import {
  Clusters,
  createTenantSchema,
  dropTenantSchema,
  enterTenant,
  inTransaction,
  readBaseline,
  readMigrations,
  type Row,
  tenantBlueprint,
  type TenantBlueprint,
} from '#kernel/database';
import { type FirstOwner, TenantSetup } from '#kernel/tenancy';
import type { TenantPlace } from '#platform/tenants';
import { OwnerConnections } from './owner-connections.js';
import { ProjectRoot } from './project-root.js';
import { countSchema } from './schema-count.queries.js';
import { RoleBlocks } from './role-blocks.js';

/** What a community has on its cluster. */
@Injectable()
export class Schemas {
  private readonly blueprints = new Map<string, Promise<TenantBlueprint>>();

  constructor(
    private readonly root: ProjectRoot,
    private readonly clusters: Clusters,
    private readonly owners: OwnerConnections,
    private readonly roles: RoleBlocks,
    private readonly setup: TenantSetup,
  ) {}

  /** Schema, tables and first owner in one transaction: all of it is there or nothing. Once made, it is left alone. */
  async create(place: TenantPlace, owner: FirstOwner): Promise<void> {
    const blueprint = await this.blueprint(this.clusters.get(place.cluster).namespace);
    await this.roles.ensure(place.cluster, place.number);
    await this.owners.of(place.cluster).use((client) =>
      inTransaction(client, async () => {
        if (!(await createTenantSchema(client, place, blueprint))) return;
        await client.query(enterTenant(place));
        await this.setup.setUp(async (sql, values) => (await client.query<Row>(sql, values)).rows, owner);
      }),
    );
  }

  /** Everything but the role, which may serve nobody else and costs all backends when it goes. */
  async drop(place: TenantPlace): Promise<void> {
    await this.owners.of(place.cluster).use((client) => dropTenantSchema(client, place));
  }

  /** How much of it there is. */
  async count(place: TenantPlace): Promise<{ tables: number; rows: number }> {
    return this.owners.of(place.cluster).use((client) => inTransaction(client, () => countSchema(client, place)));
  }

  private async blueprint(namespace: string): Promise<TenantBlueprint> {
    const known = this.blueprints.get(namespace) ?? this.read(namespace);
    this.blueprints.set(namespace, known);
    try {
      return await known;
    } catch (error) {
      this.blueprints.delete(namespace);
      throw error;
    }
  }

  private async read(namespace: string): Promise<TenantBlueprint> {
    const { path } = this.root;
    return tenantBlueprint(await readBaseline(path), await readMigrations(path), namespace);
  }
}
