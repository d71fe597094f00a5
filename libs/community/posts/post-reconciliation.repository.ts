import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { type Counts, isPendingSql } from '#kernel/jobs';
import { visibility } from './post-visibility.js';

/** Locked like quotes, which come after what they quote: from the younger to the older. */
const posts = { table: 'post', where: 'deleted_at is null', order: 'id desc' } as const;

export const postCounts: Counts = {
  ...posts,
  batch: 500,
  columns: {
    comment_count: (among) =>
      `select post_id as id, count(*) from comment where ${among('post_id')} and deleted_at is null group by 1`,
    star_count: (among) => `select post_id as id, count(*) from post_star where ${among('post_id')} group by 1`,
    collection_count: (among) =>
      `select post_id as id, count(*) from post_collection where ${among('post_id')} group by 1`,
    // how often it was edited, also where a former text is lost
    edit_count: (among) =>
      `select post_id as id, max(number) as count from post_revision where ${among('post_id')} group by 1`,
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

/**
 * Whether `p` stands elsewhere than at `due`, the time of its last comment or reply. Their rows stay for a week after they
 * are deleted, so a time that is longer ago may be that of one whose row is gone.
 */
const isMisplaced = (due: string): string =>
  `(p.latest_replied_at < ${due} or p.latest_replied_at > greatest(${due}, now() - interval '7 days'))`;

/** What a post says of its topics, and what it counts for. */
export interface PostTopics {
  readonly id: Id;
  /** Which one of the posts that were looked at it is. */
  readonly position: number;
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
         select id, row_number() over (order by id) as position, tags, tag_keys,
                deleted_at is null and visibility <> ${visibility.nobody} as counts,
                array(select t.key from post_topic pt join topic t on t.id = pt.topic_id where pt.post_id = p.id) as counted
           from post p where id > $1 order by id limit $2)
       select count(*) as checked, max(id) as last,
              coalesce(jsonb_agg(jsonb_build_object('id', id, 'position', position, 'tags', tags, 'tagKeys', tag_keys,
                                                    'counts', counts, 'countedKeys', counted) order by id)
                         filter (where (tags <> '{}' or tag_keys <> '{}' or counted <> '{}')
                                   and not ${isPendingSql('posts.count-post-topics', 'postId', 'batch.id')}), '[]') as posts
         from batch`,
      [after, count],
    );
    return found!;
  }

  /** Of the next posts by id those whose place in the timelines is not that of a comment. */
  async listMisplaced(after: Id, count: number): Promise<{ checked: number; last: Id | null; wrong: Id[] }> {
    const [found] = await this.db.query<{ checked: number; last: Id | null; wrong: Id[] }>(
      `with batch as materialized (
         select id, created_at, latest_replied_at from post where id > $1 and deleted_at is null order by id limit $2)
       select (select count(*) from batch) as checked, (select max(id) from batch) as last,
              array(select p.id from batch p
                      left join (select post_id, max(created_at) as latest from comment
                                  where post_id > $1 and post_id <= (select max(id) from batch) group by 1) c
                        on c.post_id = p.id
                     where ${isMisplaced('greatest(p.created_at, c.latest)')} order by p.id) as wrong`,
      [after, count],
    );
    return found!;
  }

  /** Answers how many of them were. Who comments meanwhile either is seen here or comes after the lock. */
  async putInPlace(ids: readonly Id[]): Promise<number> {
    const [, placed] = await Promise.all([
      this.db.query('select from post where id = any($1) order by id desc for no key update', [ids]),
      this.db.query(
        `with due as (
           select p.id, greatest(p.created_at, (select max(created_at) from comment where post_id = p.id)) as at
             from post p where p.id = any($1))
         update post p set latest_replied_at = due.at, revision = revision + 1
           from due where p.id = due.id and p.deleted_at is null and ${isMisplaced('due.at')}
         returning p.id`,
        [ids],
      ),
    ]);
    return placed.length;
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
