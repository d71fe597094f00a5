import type { PlatformDatabase, Row, TenantDatabase } from '#kernel/database';
import type { Tenant } from '#kernel/scope';
import { countersSql } from './counter.queries.js';
import { communitiesSql, isThereSql, schedulesSql, schemasSql, tasksSql } from './deployment.queries.js';
import type { Finding } from './finding.js';
import { mediaSql, stillUsedSql, usedFilesSql } from './media.queries.js';
import { messagesSql } from './message.queries.js';
import { searchSql } from './search.queries.js';

type Found = Finding & Row;

export interface StoredFile {
  readonly id: number;
  /** Of the uploaded bytes, or of a variant. */
  readonly key: string;
}

/** What `doctor` reads: SQL of its own, shared with nothing that it looks after. */
export class DoctorQueries {
  constructor(
    private readonly platform: PlatformDatabase,
    private readonly tenants: TenantDatabase,
  ) {}

  /** In the scope of the community; statements that cannot change anything, however much there is to read. */
  async community({ slug }: Pick<Tenant, 'slug'>, folder: string): Promise<Finding[]> {
    const found = await this.tenants.transaction(async () => {
      const [, ...answers] = await Promise.all([
        this.tenants.query(
          `select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '10min', true), set_config('jit', 'off', true)`,
        ),
        this.tenants.query<Found>(countersSql),
        this.tenants.query<Found>(searchSql),
        this.tenants.query<Found>(messagesSql),
        this.tenants.query<Found>(mediaSql, [folder]),
      ]);
      return answers.flat();
    });
    return found.map((finding) => ({ ...finding, tenant: slug }));
  }

  async usedFiles(most: number): Promise<StoredFile[]> {
    return this.tenants.query<StoredFile & Row>(usedFilesSql, [most]);
  }

  async stillUsed(files: readonly StoredFile[]): Promise<StoredFile[]> {
    return this.tenants.query<StoredFile & Row>(stillUsedSql, [files.map(({ id }) => id), files.map(({ key }) => key)]);
  }

  async tasks(slug: string | null): Promise<Finding[]> {
    return this.platform.query<Found>(tasksSql, [slug]);
  }

  async schedules(): Promise<Finding[]> {
    return this.platform.query<Found>(schedulesSql);
  }

  async schemas(latest: number, slug: string | null): Promise<Finding[]> {
    return this.platform.query<Found>(schemasSql, [latest, slug]);
  }

  async communitiesAt(version: number, slug: string | null): Promise<Tenant[]> {
    return this.platform.query<Tenant & Row>(communitiesSql, [version, slug]);
  }

  /** Whether the community has its schema still. */
  async isThere({ role }: Pick<Tenant, 'role'>): Promise<boolean> {
    return (await this.platform.query(isThereSql, [role])).length > 0;
  }
}
