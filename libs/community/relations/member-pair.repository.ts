import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

@Injectable()
export class MemberPairRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Whatever changes what two members are to each other takes turns on their two rows. They are locked in the order of
   * their ids, so two who act on one another at the same moment wait for each other and never for ever. What decides is
   * read by a statement after this one: only that sees what was committed while this one waited.
   */
  async lock(memberId: Id, otherId: Id): Promise<void> {
    await this.db.query('select from member where id in ($1, $2) order by id for no key update', [memberId, otherId]);
  }
}

/** Whether member `$2` is there. */
export const otherExists = 'exists (select from member where id = $2 and deleted_at is null)';

/** How many rows of this kind member `$1` has. */
export const countOwn = (kind: 'follow' | 'request' | 'block' | 'mute', rows = 'true'): string =>
  `(select count(*) from relation own where own.member_id = $1 and own.kind = '${kind}' and ${rows})`;
