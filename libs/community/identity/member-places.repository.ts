import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Quotas, QuotaTally } from '#kernel/quotas';

const countSql = 'select count(*) from member where deleted_at is null';

/** How many members a community may have: all that have an account, whoever has invited or suspended them. */
@Injectable()
export class MemberPlaces extends QuotaTally {
  readonly quota = 'members';

  constructor(
    private readonly db: TenantDatabase,
    private readonly quotas: Quotas,
  ) {
    super();
  }

  /** For one more who is there already, as the last of the open unit of work; or QuotaExceeded. */
  async take(): Promise<void> {
    await this.quotas.takeCounted(this.quota, countSql);
  }

  async count(): Promise<number> {
    const [members] = await this.db.query<{ count: number }>(countSql);
    return members!.count;
  }
}
