import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { DnsResolver } from '#kernel/dns';
import { challengeOf, type DomainActor, sightOf } from './domain.js';
import { DomainDesk, namedHost } from './domain-desk.js';
import { DomainLooks, type Sighted } from './domain-looks.service.js';
import { DomainQuarantined, DomainTaken } from './domains.errors.js';
import type { DomainView } from './domains.dto.js';
import { type DueLook, DomainsRepository } from './domains.repository.js';
import { DomainsService } from './domains.service.js';

/** Whether domains are the communities' that claim them: looked up in the DNS, outside of any transaction, then noted. */
@Injectable()
export class DomainProofs {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly dns: DnsResolver,
    private readonly domains: DomainsService,
    private readonly desk: DomainDesk,
    private readonly looks: DomainLooks,
    private readonly claims: DomainsRepository,
  ) {}

  /** Because somebody asks. What was found stands in the answer; refused is only what is another community's. */
  async verify(actor: DomainActor, tenantId: number, given: string): Promise<DomainView> {
    const host = namedHost(given);
    const { kind } = await this.domains.get(tenantId, host);
    if (kind === 'subdomain') return this.db.transaction(() => this.noted(actor, tenantId, host));
    const sighted = await this.look(tenantId, host);
    const refusal = await this.db.transaction(async () => {
      await this.desk.lock(tenantId);
      const outcome = await this.looks.settle(tenantId, host, sighted);
      if (outcome?.problem === 'taken') return new DomainTaken(host);
      if (outcome?.heldUntil) return new DomainQuarantined(host, outcome.heldUntil);
      await this.noted(actor, tenantId, host);
      return null;
    });
    if (refusal) throw refusal; // after what was found has been written down
    return this.domains.get(tenantId, host);
  }

  /** Because it is time. Whatever the community is at: its record is there or it is not. */
  async lookAt({ tenantId, host }: DueLook): Promise<void> {
    const sighted = await this.look(tenantId, host);
    await this.db.transaction(() => this.looks.settleOwn(tenantId, host, sighted));
  }

  private async look(tenantId: number, host: string): Promise<Sighted> {
    const token = await this.claims.findToken(tenantId, host);
    if (token === null) return { token: '', sight: 'missing' }; // released meanwhile
    return { token, sight: sightOf(await this.dns.findTexts(challengeOf(host)), token) };
  }

  private async noted(actor: DomainActor, tenantId: number, host: string): Promise<DomainView> {
    const domain = await this.domains.get(tenantId, host);
    const { ownership, problem } = domain;
    await this.desk.note(actor, 'domain.verify', tenantId, { host, ownership, ...(problem && { problem }) });
    return domain;
  }
}
