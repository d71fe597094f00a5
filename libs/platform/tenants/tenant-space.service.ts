import { Injectable } from '@nestjs/common';
import { sqlState } from '#kernel/database';
import { tenantScope, type TenantState } from '#kernel/scope';
import { Quotas } from '#kernel/quotas';
import { SpaceUsage, type SpaceUsed, TenantDirectory } from '#kernel/tenancy';
import { TenantNotFound, TenantStateConflict } from './tenants.errors.js';
import { TenantsQueries } from './tenants.queries.js';

const mostMembers = 20;
const noSuchTable = '42P01';
const without: ReadonlySet<TenantState> = new Set(['provisioning', 'deleted', 'failed']);

export interface TenantSpace extends SpaceUsed {
  readonly slug: string;
  /** Bytes that its files may take; null without a limit. */
  readonly quota: number | null;
}

/** What the files of a community take, asked of the community itself. */
@Injectable()
export class TenantSpaceService {
  constructor(
    private readonly quotas: Quotas,
    private readonly tenants: TenantsQueries,
    private readonly directory: TenantDirectory,
    private readonly usage: SpaceUsage,
  ) {}

  async get(id: number): Promise<TenantSpace> {
    const space = await this.find(id);
    if (space) return space;
    const { state } = (await this.tenants.find(id))!;
    throw new TenantStateConflict(state, 'Its schema is behind: migrate it first.');
  }

  /** Null while its schema is behind. A community that is not made yet or is gone has no files. */
  async find(id: number): Promise<TenantSpace | null> {
    const [place, view] = await Promise.all([this.tenants.findPlace(id), this.tenants.find(id)]);
    if (!place || !view) throw new TenantNotFound();
    const { slug } = view;
    const tenant = without.has(view.state) ? null : await this.directory.findByRole(place.cluster, place.role);
    if (!tenant) return { slug, files: 0, bytes: 0, members: [], quota: null };
    try {
      return await tenantScope.run(tenant, async () => {
        return { slug, ...(await this.usage.read(mostMembers)), quota: this.quotas.limit('media_bytes') };
      });
    } catch (error) {
      if (sqlState(error as Error) === noSuchTable) return null;
      throw error;
    }
  }
}
