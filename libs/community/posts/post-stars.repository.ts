import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

@Injectable()
export class PostStarsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Stars the post or takes the star back, and counts it; answers whether it is starred now. Needs the post locked. */
  async toggle(postId: Id, memberId: Id): Promise<boolean> {
    const [row] = await this.db.query<{ starred: boolean }>(
      `with removed as (
         delete from post_star where post_id = $1 and member_id = $2 returning -1 as change),
       added as (
         insert into post_star (post_id, member_id)
         select $1, $2 where not exists (select from post_star where post_id = $1 and member_id = $2)
         returning 1 as change)
       update post set revision = revision + 1,
              star_count = star_count + (select sum(change) from (table removed union all table added) as changes)
        where id = $1 returning exists (select from added) as starred`,
      [postId, memberId],
    );
    return row!.starred;
  }

  async exists(postId: Id, memberId: Id): Promise<boolean> {
    const rows = await this.db.query(`select 1 from post_star where post_id = $1 and member_id = $2`, [
      postId,
      memberId,
    ]);
    return rows.length === 1;
  }
}
