import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { Favour } from './favour.js';

@Injectable()
export class PostFavoursRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Adds it or takes it back, and counts; answers whether it is there now. Needs the post locked. */
  async toggle(favour: Favour, postId: Id, memberId: Id): Promise<boolean> {
    const [row] = await this.db.query<{ added: boolean }>(
      `with removed as (
         delete from post_${favour} where post_id = $1 and member_id = $2 returning -1 as change),
       added as (
         insert into post_${favour} (post_id, member_id)
         select $1, $2 where not exists (select from post_${favour} where post_id = $1 and member_id = $2)
         returning 1 as change)
       update post set revision = revision + 1,
              ${favour}_count = ${favour}_count + (select sum(change) from (table removed union all table added) as changes)
        where id = $1 returning exists (select from added) as added`,
      [postId, memberId],
    );
    return row!.added;
  }

  /** Of these posts, those that the member has done each favour. */
  async listOf(postIds: readonly Id[], memberId: Id): Promise<{ favour: Favour; postId: Id }[]> {
    const of = (favour: Favour) =>
      `select '${favour}' as favour, post_id as "postId" from post_${favour} where member_id = $2 and post_id = any($1::bigint[])`;
    return this.db.query<{ favour: Favour; postId: Id }>(`${of('star')} union all ${of('collection')}`, [
      postIds,
      memberId,
    ]);
  }

  async exists(favour: Favour, postId: Id, memberId: Id): Promise<boolean> {
    const rows = await this.db.query(`select 1 from post_${favour} where post_id = $1 and member_id = $2`, [
      postId,
      memberId,
    ]);
    return rows.length === 1;
  }
}
