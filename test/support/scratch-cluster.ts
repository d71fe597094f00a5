import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  createTenantSchema,
  ensureRoles,
  inTransaction,
  Migrator,
  readBaseline,
  readMigrations,
  setUpCluster,
  tenantBlueprint,
  tenantNames,
  type TenantNames,
  withOwnerConnection,
} from '#kernel/database';
import { ScratchDatabase } from './scratch-database.js';

export const repository = resolve(__dirname, '../..');
export const quiet = { log: () => undefined, warn: () => undefined };

export const latestTenantMigration = readdirSync(join(repository, 'migrations/tenant')).filter((file) =>
  /^\d/.test(file),
).length;

/** A file that comes after all there are, or so many after them. */
export const furtherTenantFile = (name: string, after = 1): string =>
  `tenant/${String(latestTenantMigration + after).padStart(4, '0')}_${name}.sql`;

/** A cluster of one's own, over a copy of the migrations to which a test may add. */
export class ScratchCluster {
  readonly root = mkdtempSync(join(tmpdir(), 'paopao-migrations-'));

  private constructor(
    readonly database: ScratchDatabase,
    readonly url: string,
  ) {
    cpSync(join(repository, 'migrations'), join(this.root, 'migrations'), { recursive: true });
  }

  /** As the superuser, or as a login with nothing but CREATEROLE and CREATE on the database. */
  static async create(as: 'superuser' | 'createrole' = 'superuser'): Promise<ScratchCluster> {
    const database = await ScratchDatabase.create();
    const url = as === 'superuser' ? database.url : await database.login('createrole');
    if (as === 'createrole')
      await database.query(`grant create on database ${database.name} to ${new URL(url).username}`);
    const cluster = new ScratchCluster(database, url);
    await setUpCluster(url, { namespace: database.namespace, log: quiet });
    await (await cluster.migrator()).migrateShared();
    return cluster;
  }

  get namespace(): string {
    return this.database.namespace;
  }

  /** `tenant/0009_pets.sql` and its text. */
  write(file: string, sql: string): void {
    writeFileSync(join(this.root, 'migrations', file), sql);
  }
  remove(file: string): void {
    rmSync(join(this.root, 'migrations', file));
  }

  /** As a process that starts now would make it, from the files as they are. */
  async migrator(): Promise<Migrator> {
    return new Migrator(this, await readMigrations(this.root), quiet);
  }

  /** Tenants number `from` to `from + count - 1`, made as provisioning makes them. */
  async tenants(from: number, count: number): Promise<TenantNames[]> {
    const blueprint = tenantBlueprint(await readBaseline(this.root), await readMigrations(this.root), this.namespace);
    return withOwnerConnection(this.url, async (client) => {
      await ensureRoles(client, this.namespace, from, count);
      const all = Array.from({ length: count }, (_, index) => tenantNames(this.namespace, from + index));
      for (const tenant of all) await inTransaction(client, () => createTenantSchema(client, tenant, blueprint));
      return all;
    });
  }

  async drop(): Promise<void> {
    await this.database.drop();
    rmSync(this.root, { recursive: true, force: true });
  }
}
