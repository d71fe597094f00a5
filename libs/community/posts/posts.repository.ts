import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { memberCardSql } from '#community/members';
import { Post } from './post.entity.js';
import type { NewBlock } from './post-blocks.js';
import { type PostCard, postCardColumns } from './post-card.js';
import { PostViews } from './post-views.js';

export interface NewPost {
  readonly authorId: Id;
  readonly blocks: readonly NewBlock[];
  readonly tags: readonly string[];
  readonly tagKeys: readonly string[];
  readonly visibility: number;
  readonly ip: string | null;
}

const ruled = {
  id: true,
  authorId: true,
  visibility: true,
  isLock: true,
  commentCount: true,
  deletedAt: true,
} as const;

@Injectable()
export class PostsRepository {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
  ) {}

  /** What rules ask of a post; with `lock`, changes of it wait until the unit of work has ended. */
  async find(id: Id, lock: boolean): Promise<Post | null> {
    return this.db.repository(Post).findOne({
      select: ruled,
      where: { id },
      ...(lock && { lock: { mode: 'for_no_key_update' as const } }),
    });
  }

  /**
   * The ids of post and blocks are made inside the statement, so that the blocks are stored as the wire has them.
   * Answers what its author sees of it.
   */
  async insert({ authorId, blocks, tags, tagKeys, visibility, ip }: NewPost): Promise<PostCard> {
    const [made] = await this.db.query(
      `with fresh as (select nextval('post_id_seq') as id),
       made as (
         insert into post (id, author_id, blocks, tags, tag_keys, visibility, ip)
         select fresh.id, $1,
                (select jsonb_agg(block || jsonb_build_object('id', nextval('block_id'), 'post_id', fresh.id) order by place)
                   from jsonb_array_elements($2::jsonb) with ordinality as given (block, place)),
                $3, $4, $5, $6
           from fresh
         returning *)
       select ${postCardColumns}, ${memberCardSql({ member: 'm', viewer: null })}
         from made p join member m on m.id = p.author_id`,
      [authorId, JSON.stringify(blocks), tags, tagKeys, visibility, ip],
    );
    return this.views.card(made!);
  }

  /** The post comes to the front of the timelines; time never runs back, whichever transaction commits first. */
  async addComment(id: Id): Promise<void> {
    await this.db.query(
      `update post set comment_count = comment_count + 1, revision = revision + 1,
              latest_replied_at = greatest(latest_replied_at, now())
        where id = $1`,
      [id],
    );
  }

  async removeComments(id: Id, count: number): Promise<void> {
    await this.db.query(
      `update post set comment_count = greatest(0, comment_count - $2::int), revision = revision + 1 where id = $1`,
      [id, count],
    );
  }
}
