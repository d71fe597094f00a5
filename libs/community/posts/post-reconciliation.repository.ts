import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { type Counts, isPendingSql } from '#kernel/jobs';
import { visibility } from './post-visibility.js';

const posts = { table: 'post', where: 'deleted_at is null', order: 'id' } as const;

export const postCounts: Counts = {
  ...posts,
  batch: 500,
  columns: {
    comment_count: (among) =>
      `select post_id as id, count(*) from comment where ${among('post_id')} and deleted_at is null group by 1`,
    star_count: (among) => `select post_id as id, count(*) from post_star where ${among('post_id')} group by 1`,
    collection_count: (among) =>
      `select post_id as id, count(*) from post_collection where ${among('post_id')} group by 1`,
    edit_count: (among) => `select post_id as id, count(*) from post_revision where ${among('post_id')} group by 1`,
  },
};

/** No index finds what quotes a post, so each batch reads all of them: few and large ones. */
export const shareCounts: Counts = {
  ...posts,
  batch: 20_000,
  columns: {
    share_count: (among) =>
      `select quoted_id as id, count(*) from post where ${among('quoted_id')} and deleted_at is null group by 1`,
  },
};

/** What a post says of its topics, and what it counts for. */
export interface PostTopics {
  readonly id: Id;
  readonly tags: readonly string[];
  readonly tagKeys: readonly string[];
  /** Others than its author may see it. */
  readonly counts: boolean;
  readonly countedKeys: readonly string[];
}

@Injectable()
export class PostReconciliationRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** The next posts by id, with those only that have any topic. */
  async listTopics(after: Id, count: number): Promise<{ checked: number; last: Id | null; posts: PostTopics[] }> {
    const [found] = await this.db.query<{ checked: number; last: Id | null; posts: PostTopics[] } & Row>(
      `with batch as materialized (
         select id, tags, tag_keys, deleted_at is null and visibility <> ${visibility.nobody} as counts,
                array(select t.key from post_topic pt join topic t on t.id = pt.topic_id where pt.post_id = p.id) as counted
           from post p where id > $1 order by id limit $2)
       select count(*) as checked, max(id) as last,
              coalesce(jsonb_agg(jsonb_build_object('id', id, 'tags', tags, 'tagKeys', tag_keys, 'counts', counts,
                                                    'countedKeys', counted) order by id)
                         filter (where (tags <> '{}' or tag_keys <> '{}' or counted <> '{}')
                                   and not ${isPendingSql('posts.count-post-topics', 'postId', 'batch.id')}), '[]') as posts
         from batch`,
      [after, count],
    );
    return found!;
  }

  /** Needs the post locked. */
  async setTagKeys(id: Id, keys: readonly string[]): Promise<void> {
    await this.db.query('update post set tag_keys = $2, revision = revision + 1 where id = $1 and tag_keys <> $2', [
      id,
      keys,
    ]);
  }

  /** Needs the post locked, in a statement before this one. */
  async listTags(id: Id): Promise<string[]> {
    const [found] = await this.db.query<{ tags: string[] }>('select tags from post where id = $1', [id]);
    return found?.tags ?? [];
  }
}
