import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

export type FollowMark = 'is_top' | 'is_pin';

@Injectable()
export class TopicFollowsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Answers whether there is such a topic; following it twice changes nothing. */
  async add(memberId: Id, topicId: Id): Promise<boolean> {
    const found = await this.db.query(
      `with found as (
         select id from topic where id = $2),
       added as (
         insert into topic_follow (member_id, topic_id) select $1, id from found on conflict do nothing)
       select from found`,
      [memberId, topicId],
    );
    return found.length === 1;
  }

  async remove(memberId: Id, topicId: Id): Promise<void> {
    await this.db.query('delete from topic_follow where member_id = $1 and topic_id = $2', [memberId, topicId]);
  }

  /** Sets the mark or takes it back; answers whether it is set now, or null for a topic that is not followed. */
  async toggle(mark: FollowMark, memberId: Id, topicId: Id): Promise<boolean | null> {
    const [row] = await this.db.query<{ isSet: boolean }>(
      `update topic_follow set ${mark} = not ${mark} where member_id = $1 and topic_id = $2 returning ${mark} as "isSet"`,
      [memberId, topicId],
    );
    return row?.isSet ?? null;
  }
}
