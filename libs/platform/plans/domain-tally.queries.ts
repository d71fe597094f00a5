import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { QuotaTally } from '#kernel/quotas';
import { tenantScope } from '#kernel/scope';

/** Domains that a community has added, proven or not; the one it was given with its name does not count. */
@Injectable()
export class DomainTally extends QuotaTally {
  readonly quota = 'domains';

  constructor(private readonly db: PlatformDatabase) {
    super();
  }

  async count(): Promise<number> {
    const [domains] = await this.db.query<{ count: number }>(
      'select count(*) from platform.domain where tenant_id = $1',
      [tenantScope.current().id],
    );
    return domains!.count;
  }
}
