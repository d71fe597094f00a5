import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import { ReconcilableTenants, type TenantRole } from '#kernel/jobs';
import type { TenantState } from '#kernel/scope';
import { isAtWork } from '#kernel/tenancy';

@Injectable()
export class ReconcilableTenantsQueries extends ReconcilableTenants {
  constructor(private readonly db: PlatformDatabase) {
    super();
  }

  async listAtWork(role?: string): Promise<TenantRole[]> {
    const rows = await this.db.query<TenantRole & { state: TenantState } & Row>(
      `select cluster, role, state from platform.tenant where $1::name is null or role = $1 order by role`,
      [role ?? null],
    );
    return rows.filter(isAtWork);
  }
}
