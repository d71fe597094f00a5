import type pg from 'pg';
import type { Log } from '#kernel/logging';
import { fillIn, type Migration, MigrationRefused, type Migrations, type MigrationScope } from './migration-files.js';
import { inTransaction, withOwnerConnection } from './owner-connection.js';
import { patiently } from './patiently.js';
import { type Behind, migrateAll, type TenantFailure, type TenantProgress } from './tenant-migrations.js';

export interface MigratedCluster {
  readonly url: string;
  readonly namespace: string;
}

export interface TenantMigrationOptions {
  /** Tenants at work at the same time, each on a connection of its own. */
  parallel?: number;
  /** No further tenant is begun after as many have failed. */
  maxFailures?: number;
  /** Roles of the tenants; all tenants when left out. */
  only?: readonly string[];
  progress?: (progress: TenantProgress) => void;
}

export interface TenantMigrationResult {
  /** Number of the last migration there is. */
  latest: number;
  migrated: number;
  /** Were at the latest before. */
  current: number;
  /** Are behind and were left alone, because too many others failed. */
  skipped: number;
  failed: TenantFailure[];
}

interface LedgerRow {
  scope: MigrationScope;
  number: number;
  name: string;
  checksum: string;
}

interface Survey {
  ledger: LedgerRow[];
  newest: number | null;
  total: number;
  behind: Behind[];
}

const migrationLock = 4_207_002;

/** Brings one cluster to the migrations of this release: forward only, and from wherever an earlier run was cut off. */
export class Migrator {
  constructor(
    private readonly cluster: MigratedCluster,
    private readonly migrations: Migrations,
    private readonly log: Pick<Log, 'log' | 'warn'>,
  ) {}

  /** Number of the last tenant migration that this release knows. */
  get latest(): number {
    return this.migrations.tenant.length;
  }

  /** What is there once per cluster; `platform` only on the control cluster. Answers the files applied. */
  async migrateShared(scopes: readonly ('platform' | 'cluster')[] = ['platform', 'cluster']): Promise<string[]> {
    return withOwnerConnection(this.cluster.url, async (client) => {
      await client.query('select pg_advisory_lock($1)', [migrationLock]); // given back with the connection, also by kill -9
      const { rows } = await client.query<LedgerRow>('select scope, number, name, checksum from cluster.migration');
      const missing = scopes.flatMap((scope) => this.checked(scope, rows));
      for (const migration of missing) {
        await patiently(() => this.applyShared(client, migration));
        this.log.log(`Applied ${migration.file}.`);
      }
      return missing.map(({ file }) => file);
    });
  }

  /** Files of the shared scopes that this database lacks; changes nothing. */
  async missingShared(scopes: readonly ('platform' | 'cluster')[] = ['platform', 'cluster']): Promise<string[]> {
    return withOwnerConnection(this.cluster.url, async (client) => {
      const { rows } = await client.query<LedgerRow>('select scope, number, name, checksum from cluster.migration');
      return scopes.flatMap((scope) => this.checked(scope, rows)).map(({ file }) => file);
    });
  }

  /** One tenant goes first, alone; when it and the two after it fail, no other is touched. */
  async migrateTenants(options: TenantMigrationOptions = {}): Promise<TenantMigrationResult> {
    return withOwnerConnection(this.cluster.url, async (client) => {
      let survey = await this.survey(client, options.only);
      if (survey.behind.length > 0) {
        await client.query('select pg_advisory_lock($1)', [migrationLock]);
        survey = await this.survey(client, options.only); // another process may have done it meanwhile
      }
      const { behind, total } = survey;
      const { migrated, failed } = await migrateAll(this.cluster, this.migrations.tenant, behind, options);
      for (const { role, file, message } of failed)
        this.log.warn('A tenant could not be migrated.', { role, file, reason: message });
      const skipped = behind.length - migrated - failed.length;
      return { latest: this.latest, migrated, current: total - behind.length, skipped, failed };
    });
  }

  /** How many tenants are behind this release. */
  async schemaLag(): Promise<number> {
    return withOwnerConnection(this.cluster.url, async (client) => {
      const { rows } = await client.query<{ behind: number }>(
        'select count(*)::int as behind from cluster.tenant_schema where version < $1',
        [this.latest],
      );
      return rows[0]!.behind;
    });
  }

  /** Everything a run needs to know in one query, so that one with nothing to do costs no more than that. */
  private async survey(client: pg.Client, only: readonly string[] | undefined): Promise<Survey> {
    const { rows } = await client.query<Survey>(
      `select
         (select coalesce(json_agg(m), '[]') from cluster.migration m where scope = 'tenant') as ledger,
         (select max(version) from cluster.tenant_schema) as newest,
         (select count(*)::int from cluster.tenant_schema where $2::name[] is null or role = any($2)) as total,
         (select coalesce(json_agg(json_build_object('role', role, 'schema', schema, 'version', version) order by role), '[]')
            from cluster.tenant_schema where version < $1 and ($2::name[] is null or role = any($2))) as behind`,
      [this.latest, only ?? null],
    );
    const survey = rows[0]!;
    this.checked('tenant', survey.ledger);
    if ((survey.newest ?? 0) > this.latest) throw newer('tenant', survey.newest!, this.latest);
    return survey;
  }

  /** The migrations that are not in the ledger yet, after a look at those that are. */
  private checked(scope: MigrationScope, ledger: readonly LedgerRow[]): Migration[] {
    const known = this.migrations[scope];
    const applied = new Map(ledger.filter((row) => row.scope === scope).map((row) => [row.number, row]));
    const highest = Math.max(0, ...applied.keys());
    if (highest > known.length) throw newer(scope, highest, known.length);
    for (const { number, checksum, file } of known) {
      const row = applied.get(number);
      if (row && row.checksum !== checksum) {
        throw new MigrationRefused(
          `${file} was changed after it had been applied: put it back and write the change as a new migration.`,
        );
      }
      if (!row && number < highest && scope !== 'tenant') {
        throw new MigrationRefused(`${file} is missing in this database, which has later ones.`);
      }
    }
    return known.filter(({ number }) => !applied.has(number));
  }

  private async applyShared(client: pg.Client, migration: Migration): Promise<void> {
    await inTransaction(client, async () => {
      await client.query(
        `set local lock_timeout = '2s'; set local search_path = '';\n${fillIn(migration, this.cluster.namespace)}`,
      );
      await client.query('insert into cluster.migration (scope, number, name, checksum) values ($1, $2, $3, $4)', [
        migration.scope,
        migration.number,
        migration.name,
        migration.checksum,
      ]);
    });
  }
}

const newer = (scope: MigrationScope, found: number, known: number) =>
  new MigrationRefused(
    `The database is newer than this release: it has migration ${found} of migrations/${scope}, this release ends at ${known}.`,
  );
