import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';

/** What hung on a post that is deleted. */
export interface EmptiedPost {
  readonly commentIds: readonly Id[];
  readonly quotedId: Id | null;
}

@Injectable()
export class PostRemovalRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Leaves an empty row, which keeps a late event from bringing anything back, and takes away what hung on it: stars,
   * collections, former texts, comments with their replies and votes. Answers which of those comments showed files, and
   * the post that it quoted, which counts one less.
   * Needs the post locked; in a statement after that, so that it sees whoever had it before.
   */
  async empty(id: Id): Promise<EmptiedPost> {
    const [row] = await this.db.query<EmptiedPost & Row>(
      `with comments as (delete from comment where post_id = $1 returning id, blocks @? '$[*].media' as "hadFiles"),
       stars as (delete from post_star where post_id = $1),
       collections as (delete from post_collection where post_id = $1),
       revisions as (delete from post_revision where post_id = $1),
       unquoted as (
         update post q set share_count = greatest(0, q.share_count - 1), revision = q.revision + 1
           from post p where p.id = $1 and q.id = p.quoted_id and q.deleted_at is null returning q.id),
       emptied as (
         update post
            set blocks = '[]', tags = '{}', tag_keys = '{}', cover = '', quoted_id = null, request_key = null, ip = null,
                place = '', attachment_price = 0, comment_count = 0, collection_count = 0, star_count = 0,
                share_count = 0, edit_count = 0, is_top = false, is_essence = false, is_lock = false,
                deleted_at = now(), revision = revision + 1
          where id = $1)
       select array(select id from comments where "hadFiles") as "commentIds", (select id from unquoted) as "quotedId"`,
      [id],
    );
    return row!;
  }

  /**
   * Of the next `count` posts behind `afterId` removes those that were deleted a week ago and count for no topic any
   * more. Answers them, and the last of those looked at; null when there are no more behind it.
   */
  async purge(afterId: Id, count: number): Promise<{ ids: Id[]; last: Id | null }> {
    const [row] = await this.db.query<{ ids: Id[]; last: Id | null }>(
      `with passed as (select id, deleted_at from post where id > $1 order by id limit $2),
       purged as (
         delete from post p using passed
          where p.id = passed.id and passed.deleted_at < now() - interval '7 days'
            and not exists (select from post_topic t where t.post_id = p.id)
         returning p.id)
       select array(select id from purged order by id) as ids,
              (select max(id) from passed having count(*) = $2) as last`,
      [afterId, count],
    );
    return row!;
  }
}
