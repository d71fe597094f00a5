import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

export interface WantedTopic {
  readonly key: string;
  readonly name: string;
  readonly creatorId: Id;
}

/** What a post counts for. */
interface PostKeys {
  readonly postId: Id;
  readonly keys: readonly string[];
}

@Injectable()
export class TopicCountsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Those that are there already stay as they are; whoever makes the same one at this moment is waited for. */
  async addMissing(topics: readonly WantedTopic[]): Promise<void> {
    await this.db.query(
      `insert into topic (key, name, creator_id)
       select key, name, creator from unnest($1::text[], $2::text[], $3::bigint[]) as wanted (key, name, creator)
        where not exists (select from topic known where known.key = wanted.key)
        order by key
       on conflict (key) do nothing`,
      [topics.map(({ key }) => key), topics.map(({ name }) => name), topics.map(({ creatorId }) => creatorId)],
    );
  }

  /**
   * Each of the posts counts for exactly its keys. Locks only topics whose count changes, in the order of their keys.
   * Needs the posts locked before this statement, or their rows in post_topic could change under it. Answers those topics.
   */
  async replace(posts: readonly PostKeys[]): Promise<Id[]> {
    const pairs = posts.flatMap(({ postId, keys }) => keys.map((key) => ({ postId, key })));
    const changed = await this.db.query<{ id: Id }>(
      `with wanted as (
         select given.post_id, t.id from unnest($2::bigint[], $3::text[]) as given (post_id, key) join topic t using (key)),
       added as (
         insert into post_topic (post_id, topic_id) select post_id, id from wanted
         on conflict do nothing returning topic_id),
       removed as (
         delete from post_topic p
          where post_id = any($1::bigint[])
            and not exists (select from wanted w where w.post_id = p.post_id and w.id = p.topic_id)
         returning topic_id),
       moved as (
         select topic_id, sum(by) as by
           from (select topic_id, 1 as by from added union all select topic_id, -1 from removed) as single
          group by topic_id having sum(by) <> 0),
       changed as materialized (
         select t.id, moved.by from topic t join moved on moved.topic_id = t.id order by t.key for no key update of t)
       update topic t set quote_count = quote_count + changed.by, revision = revision + 1
         from changed where t.id = changed.id returning t.id`,
      [posts.map(({ postId }) => postId), pairs.map(({ postId }) => postId), pairs.map(({ key }) => key)],
    );
    return changed.map(({ id }) => id);
  }
}
