import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { randomSecret } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import type { TenantState } from '#kernel/scope';
import { TenantNotFound } from '#platform/tenants';
import type { DomainActor } from './domain.js';
import { DomainDesk, namedHost } from './domain-desk.js';
import { domainNameOf } from './domain-name.js';
import {
  DomainInvalid,
  DomainNotFound,
  DomainPermanent,
  DomainQuotaExceeded,
  DomainUnverified,
} from './domains.errors.js';
import type { DomainView } from './domains.dto.js';
import { DomainsQueries } from './domains.queries.js';
import { DomainsRepository } from './domains.repository.js';
import { HostsRepository } from './hosts.repository.js';

/** All but those that have no hosts any more, or not yet. */
const withHosts: ReadonlySet<TenantState> = new Set(['active', 'read_only', 'suspended', 'archived', 'deleting']);

export interface Claimed {
  readonly domain: DomainView;
  /** False: the community claimed it before, and nothing has changed. */
  readonly isNew: boolean;
}

/** The hosts of communities: what they claim, which one is the primary, what they give back. */
@Injectable()
export class DomainsService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly config: Config,
    private readonly desk: DomainDesk,
    private readonly views: DomainsQueries,
    private readonly claims: DomainsRepository,
    private readonly hosts: HostsRepository,
  ) {}

  /** The primary host first. */
  async list(tenantId: number): Promise<DomainView[]> {
    const hosts = await this.views.list(tenantId);
    if (!hosts) throw new TenantNotFound();
    return hosts;
  }

  async get(tenantId: number, host: string): Promise<DomainView> {
    const found = (await this.list(tenantId)).find((domain) => domain.host === host);
    if (!found) throw new DomainNotFound();
    return found;
  }

  /** Others may claim the same: only a proof counts. */
  async claim(actor: DomainActor, tenantId: number, typed: string): Promise<Claimed> {
    const name = domainNameOf(typed, this.config);
    if (typeof name === 'string') throw new DomainInvalid(typed, name);
    const { host } = name;
    return this.db.transaction(async () => {
      await this.desk.lock(tenantId);
      const isNew = (await this.claims.lock(tenantId, host)) === null;
      if (isNew) {
        await this.refuseAbove(tenantId);
        await this.claims.add(tenantId, host, randomSecret());
      }
      await this.desk.note(actor, 'domain.add', tenantId, { host });
      return { domain: await this.get(tenantId, host), isNew };
    });
  }

  /** From now on the pages of all its other hosts lead there. */
  async makePrimary(actor: DomainActor, tenantId: number, given: string): Promise<DomainView> {
    const host = namedHost(given);
    return this.db.transaction(async () => {
      await this.desk.lock(tenantId);
      const before = await this.get(tenantId, host);
      if (!(await this.hosts.setPrimary(tenantId, host))) throw new DomainUnverified(host);
      if (!before.primary) await this.hosts.stamp(tenantId);
      await this.desk.note(actor, 'domain.primary', tenantId, { host });
      return this.get(tenantId, host);
    });
  }

  /** It serves nothing from now on. Answers it as it was. */
  async release(actor: DomainActor, tenantId: number, given: string): Promise<DomainView> {
    const host = namedHost(given);
    return this.db.transaction(async () => {
      await this.desk.lock(tenantId, withHosts);
      const before = await this.get(tenantId, host);
      if (before.kind === 'subdomain') throw new DomainPermanent(host);
      await this.claims.remove(tenantId, host);
      if (await this.hosts.free(tenantId, host)) {
        await this.claims.quarantine(tenantId, host, this.config.domainQuarantineDays);
        await this.hosts.stamp(tenantId);
      }
      await this.desk.note(actor, 'domain.remove', tenantId, { host, ownership: before.ownership });
      return before;
    });
  }

  addPrimary = (tenantId: number, host: string): Promise<void> => this.hosts.addPrimary(tenantId, host);
  removeAll = (tenantId: number): Promise<void> => this.hosts.removeAll(tenantId, this.config.domainQuarantineDays);

  /** Under the lock of the tenant's row, so that of requests at the same moment no more than that many succeed. */
  private async refuseAbove(tenantId: number): Promise<void> {
    const limit = await this.desk.mostDomains(tenantId);
    if (limit === null) return;
    const used = await this.claims.count(tenantId);
    if (used >= limit) throw new DomainQuotaExceeded(used, limit);
  }
}
