import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { type ActingMember, AuditLog } from '#platform/audit';
import type { SupportAccess } from './support-access.js';
import { SupportClosed } from './support.errors.js';
import { SupportQueries } from './support.queries.js';
import { SupportRepository } from './support.repository.js';

/** As many of what has been are shown to those who administer a community. */
const shown = 20;

/** What an administrator of the community of the request decides about support. Who they are is checked by the caller. */
@Injectable()
export class SupportConsent {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly accesses: SupportRepository,
    private readonly views: SupportQueries,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first; the first of them may be open. */
  async list(): Promise<SupportAccess[]> {
    return (await this.views.list(tenantScope.current().id, { limit: shown, before: null })).slice(0, shown);
  }

  async grant(member: ActingMember, id: number): Promise<void> {
    await this.decide(member, 'support.grant', (tenantId) => this.accesses.grant(tenantId, id, member.username));
  }

  async refuse(member: ActingMember, id: number): Promise<void> {
    await this.decide(member, 'support.refuse', (tenantId) =>
      this.accesses.close(tenantId, id, 'refused', member.username),
    );
  }

  /** At any time, and at once. */
  async end(member: ActingMember, id: number): Promise<void> {
    await this.decide(member, 'support.end', (tenantId) => this.accesses.close(tenantId, id, 'ended', member.username));
  }

  private async decide(
    member: ActingMember,
    action: string,
    work: (tenantId: number) => Promise<SupportAccess | null>,
  ): Promise<void> {
    const { id: tenantId } = tenantScope.current();
    await this.db.transaction(async () => {
      const access = await work(tenantId);
      if (!access) throw new SupportClosed();
      const { id, operator, reason, minutes } = access;
      await this.audit.recordMember(member, { action, tenantId, details: { access: id, operator, reason, minutes } });
      await this.accesses.tell(tenantId);
    });
  }
}
