import { Injectable } from '@nestjs/common';
import { scope } from '#kernel/scope';
import type { OperatorAccount } from '#platform/operators';
import { AuditRepository } from './audit.repository.js';

export interface AuditEntry {
  /** `subject.verb`, as in `tenant.suspend`. */
  readonly action: string;
  readonly tenantId?: number;
  readonly details?: Readonly<Record<string, unknown>>;
  /** HTTP status of the answer; 200 when left out. */
  readonly status?: number;
}

type Actor = Pick<OperatorAccount, 'name' | 'address'> & { readonly id: number | null };

@Injectable()
export class AuditLog {
  constructor(private readonly rows: AuditRepository) {}

  /** In the unit of work that is open, so that the row exists exactly if the change does. */
  async record(operator: OperatorAccount, entry: AuditEntry): Promise<void> {
    await this.add(operator, entry);
  }

  /** What the platform does by itself, such as removing what was deleted a week ago. */
  async recordOwn(entry: AuditEntry): Promise<void> {
    await this.add({ id: null, name: 'platform' }, entry);
  }

  private async add(operator: Actor, { action, tenantId, details = {}, status = 200 }: AuditEntry): Promise<void> {
    await this.rows.add({
      operatorId: operator.id,
      operatorName: operator.name,
      action,
      tenantId: tenantId ?? null,
      details,
      status,
      requestId: scope.current().requestId ?? null,
      address: operator.address ?? null,
    });
  }
}
