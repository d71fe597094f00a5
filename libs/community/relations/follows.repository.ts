import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { blockedSql, followsSql } from '#community/members';
import { MemberPairRepository, otherExists } from './member-pair.repository.js';

/** How a member stands to one whom they want to follow or to leave. */
export interface Following {
  readonly otherExists: boolean;
  readonly isFollowing: boolean;
  /** One has blocked the other, whoever it was. */
  readonly isBlocked: boolean;
  /** How many the member follows. */
  readonly followCount: number;
}

/** Row and counters change in the same statement, or not at all. */
const countBy = (step: '+ 1' | '- 1', changed: string): string => `
  update member m
     set follow_count = follow_count ${step} * (m.id = $1)::int,
         follower_count = follower_count ${step} * (m.id = $2)::int, revision = revision + 1
    from ${changed} where m.id in ($1, $2)`;

@Injectable()
export class FollowsRepository {
  constructor(
    private readonly db: TenantDatabase,
    private readonly pair: MemberPairRepository,
  ) {}

  /** It stays so until the unit of work ends. */
  async getLocked(memberId: Id, otherId: Id): Promise<Following> {
    const [, [following]] = await Promise.all([
      this.pair.lock(memberId, otherId),
      this.db.query<Following & Row>(
        `select ${otherExists} as "otherExists", ${followsSql('$1', '$2')} as "isFollowing",
                ${blockedSql('$1', '$2')} as "isBlocked", follow_count as "followCount"
           from member where id = $1`,
        [memberId, otherId],
      ),
    ]);
    return following!;
  }

  /** Needs the two locked. */
  async add(memberId: Id, otherId: Id): Promise<void> {
    await this.db.query(
      `with added as (
         insert into relation (member_id, other_id, kind) values ($1, $2, 'follow') on conflict do nothing returning 1)
       ${countBy('+ 1', 'added')}`,
      [memberId, otherId],
    );
  }

  /** Needs the two locked. */
  async remove(memberId: Id, otherId: Id): Promise<void> {
    await this.db.query(
      `with removed as (
         delete from relation where member_id = $1 and other_id = $2 and kind = 'follow' returning 1)
       ${countBy('- 1', 'removed')}`,
      [memberId, otherId],
    );
  }
}
