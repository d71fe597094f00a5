import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

@Injectable()
export class TopicCountsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Those that are there already stay as they are; whoever makes the same one at this moment is waited for. */
  async addMissing(keys: readonly string[], names: readonly string[], creatorId: Id): Promise<void> {
    await this.db.query(
      `insert into topic (key, name, creator_id)
       select key, name, $3 from unnest($1::text[], $2::text[]) as wanted (key, name)
        where not exists (select from topic known where known.key = wanted.key)
        order by key
       on conflict (key) do nothing`,
      [keys, names, creatorId],
    );
  }

  /**
   * The post counts for exactly these. Locks only topics whose count changes, in the order of their keys. Needs the
   * post locked before this statement, or its rows in post_topic could change under it. Answers those topics.
   */
  async replace(postId: Id, keys: readonly string[]): Promise<Id[]> {
    const changed = await this.db.query<{ id: Id }>(
      `with wanted as (
         select id from topic where key = any($2::text[])),
       added as (
         insert into post_topic (post_id, topic_id) select $1, id from wanted
         on conflict do nothing returning topic_id),
       removed as (
         delete from post_topic where post_id = $1 and topic_id not in (select id from wanted) returning topic_id),
       changed as materialized (
         select t.id, change.by
           from topic t join (select topic_id, 1 as by from added union all select topic_id, -1 from removed) change
             on change.topic_id = t.id
          order by t.key for no key update of t)
       update topic t set quote_count = quote_count + changed.by, revision = revision + 1
         from changed where t.id = changed.id returning t.id`,
      [postId, keys],
    );
    return changed.map(({ id }) => id);
  }
}
