import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

@Injectable()
export class CommentVotesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** The same vote again takes it back, the other one replaces it. Needs the comment locked. */
  async cast(commentId: Id, memberId: Id, vote: 1 | -1): Promise<void> {
    await this.db.query(
      `with before as (
         select coalesce(max(vote), 0) as vote from comment_vote where comment_id = $1 and member_id = $2),
       removed as (
         delete from comment_vote where comment_id = $1 and member_id = $2 and vote = $3::smallint),
       cast_ as (
         insert into comment_vote (comment_id, member_id, vote)
         select $1, $2, $3::smallint from before where before.vote <> $3::smallint
         on conflict (comment_id, member_id) do update set vote = excluded.vote, created_at = now()),
       after as (select case when vote = $3::smallint then 0 else $3::smallint end as vote from before)
       update comment set revision = revision + 1,
              up_count = up_count + (after.vote = 1)::int - (before.vote = 1)::int,
              down_count = down_count + (after.vote = -1)::int - (before.vote = -1)::int
         from before, after where comment.id = $1`,
      [commentId, memberId, vote],
    );
  }

  /** All votes on comments that are being removed. Needs these locked, and so cannot be part of what locks them. */
  async remove(commentIds: readonly Id[]): Promise<void> {
    await this.db.query('delete from comment_vote where comment_id = any($1)', [commentIds]);
  }
}
