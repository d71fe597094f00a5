import { Injectable } from '@nestjs/common';
import type { Tenant } from '#kernel/scope';
import { isAtWork, standingOf } from '#kernel/tenancy';
import { LatestSchema } from './latest-schema.js';

/** Whether tasks of a community run now, wait, or are for nobody any more. */
@Injectable()
export class TenantWork {
  constructor(private readonly latest: LatestSchema) {}

  /** `schemaVersion`: an older schema than the software is made for has other tables; its migration is under way. */
  isPossible(tenant: Tenant | null, schemaVersion: number | null): tenant is Tenant {
    return tenant !== null && isAtWork(tenant) && (schemaVersion ?? 0) >= this.latest.version;
  }

  isOver(tenant: Tenant | null): boolean {
    return !tenant || standingOf(tenant.state).tasks === 'over';
  }
}
