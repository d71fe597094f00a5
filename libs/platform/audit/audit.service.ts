import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { scope } from '#kernel/scope';
import type { OperatorAccount } from '#platform/operators';
import { TenantActed, toldFacts } from './audit.events.js';
import { AuditRepository, type AuditRow } from './audit.repository.js';

export interface AuditEntry {
  /** `subject.verb`, as in `tenant.suspend`. */
  readonly action: string;
  /** Of a member's act: the community of the request, where it is left out. */
  readonly tenantId?: number;
  readonly details?: Readonly<Record<string, unknown>>;
  /** HTTP status of the answer; 200 when left out. */
  readonly status?: number;
}

/** A member of a community who acts for it, such as its owner. */
export interface ActingMember {
  readonly id: number;
  readonly username: string;
  readonly address?: string;
}

type Actor = Pick<AuditRow, 'actor' | 'operatorId' | 'memberId' | 'operatorName'> & { readonly address?: string };

@Injectable()
export class AuditLog {
  constructor(
    private readonly rows: AuditRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** In the unit of work that is open, so that the row exists exactly if the change does. */
  async record({ id, name, address }: OperatorAccount, entry: AuditEntry): Promise<void> {
    await this.add({ actor: 'operator', operatorId: id, memberId: null, operatorName: name, address }, entry);
  }

  /** What somebody did for their community that the platform answers for. In a unit of work of the platform, as above. */
  async recordMember({ id, username, address }: ActingMember, entry: AuditEntry): Promise<void> {
    const tenantId = entry.tenantId ?? scope.current().tenant?.id;
    if (tenantId === undefined) throw new Error('A member acts in a community: say in which.');
    const actor: Actor = { actor: 'member', operatorId: null, memberId: id, operatorName: username, address };
    await this.add(actor, { ...entry, tenantId });
  }

  /** What the platform does by itself, such as removing what was deleted a week ago. */
  async recordOwn(entry: AuditEntry): Promise<void> {
    await this.add({ actor: 'platform', operatorId: null, memberId: null, operatorName: 'platform' }, entry);
  }

  private async add(actor: Actor, { action, tenantId, details = {}, status = 200 }: AuditEntry): Promise<void> {
    const { address = null, ...who } = actor;
    await this.rows.add({
      ...who,
      action,
      tenantId: tenantId ?? null,
      details,
      status,
      requestId: scope.current().requestId ?? null,
      address,
    });
    if (tenantId === undefined || status >= 400) return;
    const event = new TenantActed(randomUUID(), this.clock.now().toISOString(), action, tenantId, toldFacts(details));
    scope.with({ tenant: undefined }, () => this.outbox.add(event)); // a task of the platform, also where a member acts
  }
}
