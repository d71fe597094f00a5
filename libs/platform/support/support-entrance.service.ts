import { Injectable } from '@nestjs/common';
import { hashSecret, randomSecret } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { type SupportVisit, SupportVisits } from '#kernel/tenancy';
import { AuditLog } from '#platform/audit';
import type { SupportAccess } from './support-access.js';
import { SupportLinkExpired } from './support.errors.js';
import { SupportQueries } from './support.queries.js';
import { SupportRepository } from './support.repository.js';

/** How somebody of support comes into the community of the request, and out of it. They never become a member. */
@Injectable()
export class SupportEntrance extends SupportVisits {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly accesses: SupportRepository,
    private readonly views: SupportQueries,
    private readonly audit: AuditLog,
  ) {
    super();
  }

  /** `secret`: of the link. Answers another one, which the browser keeps until the time is over. */
  async enter(secret: string, address: string): Promise<{ secret: string; until: Date }> {
    const visit = randomSecret();
    const { id: tenantId } = tenantScope.current();
    return this.db.transaction(async () => {
      const access = await this.accesses.enter(tenantId, hashSecret(secret), hashSecret(visit));
      if (!access) throw new SupportLinkExpired();
      await this.note(access, 'support.enter', address);
      return { secret: visit, until: access.endsAt! };
    });
  }

  async leave(secret: string, address: string): Promise<void> {
    const { id: tenantId } = tenantScope.current();
    await this.db.transaction(async () => {
      const access = await this.accesses.leave(tenantId, hashSecret(secret));
      if (access) await this.note(access, 'support.leave', address);
    });
  }

  override async find(secret: string): Promise<SupportVisit | null> {
    return this.views.findVisit(tenantScope.current().id, hashSecret(secret));
  }

  private async note({ id, tenantId, operatorId, operator: name }: SupportAccess, action: string, address: string) {
    await this.audit.record(
      { id: operatorId, name, role: 'support', address },
      { action, tenantId, details: { access: id } },
    );
  }
}
