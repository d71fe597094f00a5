import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { memberCardSql } from '#community/members';
import { type Ties, tiesSql } from '#community/relations';
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

/** What rules ask of a post, with what its author is to whoever looks. */
export interface RuledPost extends Ties {
  readonly id: Id;
  readonly authorId: Id;
  readonly visibility: number;
  readonly isLock: boolean;
  readonly isTop: boolean;
  readonly isEssence: boolean;
  readonly commentCount: number;
  readonly attachmentPrice: number;
  readonly quotedId: Id | null;
  readonly deletedAt: Date | null;
}

const ruled = `
  select p.id, p.author_id as "authorId", p.visibility, p.is_lock as "isLock", p.is_top as "isTop",
         p.is_essence as "isEssence", p.comment_count as "commentCount", p.attachment_price as "attachmentPrice",
         p.quoted_id as "quotedId", p.deleted_at as "deletedAt", ${tiesSql('$2::bigint', 'p.author_id')}
    from post p where p.id = $1`;

@Injectable()
export class PostsRepository {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
  ) {}

  /** With `lock`, changes of it wait until the unit of work has ended. */
  async find(id: Id, viewerId: Id | null, lock: boolean): Promise<RuledPost | null> {
    const [found] = await this.db.query<RuledPost & Row>(`${ruled}${lock ? ' for no key update of p' : ''}`, [
      id,
      viewerId,
    ]);
    return found ?? null;
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
