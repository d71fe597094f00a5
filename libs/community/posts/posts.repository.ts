import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { memberCardSql } from '#community/members';
import { type Ties, tiesSql } from '#community/relations';
import type { CountedPost } from '#community/topics';
import { type NewBlock, storedBlock } from './post-blocks.js';
import { type PostCard, postCardColumns } from './post-card.js';
import { PostViews } from './post-views.js';
import { visibility as level } from './post-visibility.js';
import { type RequestKey, sameRequestSql, saysTheSameSql } from './request-key.js';

export interface NewPost {
  readonly authorId: Id;
  readonly blocks: readonly NewBlock[];
  readonly tags: readonly string[];
  readonly tagKeys: readonly string[];
  readonly visibility: number;
  readonly cover: string;
  readonly attachmentPrice: number;
  readonly quotedId: Id | null;
  readonly ip: string | null;
  readonly request: RequestKey | null;
}

export interface MadePost {
  /** What its author sees of it. */
  readonly card: PostCard;
  /** Of its blocks, in their order. */
  readonly blockIds: readonly Id[];
  /** Or else the same request has made it before. */
  readonly isNew: boolean;
  /** Or else the request's key has named another one before. */
  readonly saysTheSame: boolean;
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
  /** It says nothing itself, but shows the one that it quotes. */
  readonly isRepost: boolean;
  readonly hasMedia: boolean;
  readonly tagKeys: readonly string[];
  readonly deletedAt: Date | null;
}

const ruled = `
  select p.id, p.author_id as "authorId", p.visibility, p.is_lock as "isLock", p.is_top as "isTop",
         p.is_essence as "isEssence", p.comment_count as "commentCount", p.attachment_price as "attachmentPrice",
         p.quoted_id as "quotedId", p.quoted_id is not null and p.blocks = '[]' as "isRepost",
         p.has_media as "hasMedia", p.tag_keys as "tagKeys", p.deleted_at as "deletedAt", ${tiesSql('$2::bigint', 'p.author_id')}
    from post p where p.id = $1`;

/**
 * Blocks in the order of the given array, each with an id of its own, so that they are stored as the wire has them.
 * `post` is the id of theirs.
 */
export const blocksSql = (blocks: string, post: string): string => `
  coalesce((select jsonb_agg(jsonb_build_object('id', nextval('block_id'), 'post_id', ${post}) || block order by place)
              from jsonb_array_elements(${blocks}::jsonb) with ordinality as given (block, place)), '[]')`;

/** The ids of the blocks of `p`, in their order. */
export const blockIdsSql = `
  array(select (block->>'id')::bigint from jsonb_array_elements(p.blocks) with ordinality as given (block, place)
         order by place)`;

const sameRequest = sameRequestSql('p', { author: '$1', hash: '$10', seconds: '$11' });

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

  /** As JSON. */
  async getBlocks(id: Id): Promise<string> {
    const [post] = await this.db.query<{ blocks: string }>('select blocks::text as blocks from post where id = $1', [
      id,
    ]);
    return post!.blocks;
  }

  /** Makes the post, or finds what the same request has made. The requests of its author must take turns. */
  async insert(post: NewPost): Promise<MadePost> {
    const { authorId, blocks, tags, tagKeys, visibility, ip, cover, attachmentPrice, quotedId, request } = post;
    const [made] = await this.db.query<Row & Omit<MadePost, 'card'>>(
      `with same as (select p.* from post p where ${sameRequest} order by p.id desc limit 1),
       fresh as (select nextval('post_id_seq') as id where not exists (select from same)),
       made as (
         insert into post (id, author_id, blocks, tags, tag_keys, visibility, ip, cover, attachment_price, quoted_id,
                           request_key)
         select fresh.id, $1, ${blocksSql('$2', 'fresh.id')}, $3, $4, $5, $6, $7, $8, $9, $10 from fresh
         returning *)
       select ${postCardColumns}, ${memberCardSql({ member: 'm', viewer: null })},
              exists (select from fresh) as "isNew", ${saysTheSameSql('p', '$10')}, ${blockIdsSql} as "blockIds"
         from (table made union all table same) p join member m on m.id = p.author_id`,
      [
        authorId,
        JSON.stringify(blocks.map(storedBlock)),
        tags,
        tagKeys,
        visibility,
        ip,
        cover,
        attachmentPrice,
        quotedId,
        request?.hash ?? null,
        request?.seconds ?? 0,
      ],
    );
    const { blockIds, isNew, saysTheSame, ...row } = made!;
    return { card: this.views.card(row), blockIds, isNew, saysTheSame };
  }

  /** How often it is repeated or quoted. Needs the post locked. */
  async addShare(id: Id): Promise<void> {
    await this.db.query(
      'update post set share_count = share_count + 1, revision = revision + 1 where id = $1 and deleted_at is null',
      [id],
    );
  }

  /** The post comes to the front of the timelines; time never runs back, whichever transaction commits first. */
  async addComment(id: Id): Promise<void> {
    await this.db.queryAtEnd(
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

  /**
   * Whose topics they count for, without those that are not there; they stay so until the unit of work ends. Locked like
   * quotes, from the younger to the older.
   */
  async listTopics(ids: readonly Id[]): Promise<CountedPost[]> {
    return this.db.query<CountedPost & Row>(
      `select id as "postId", author_id as "authorId",
              case when visibility = ${level.nobody} or deleted_at is not null then '{}' else tags end as tags
         from post where id = any($1::bigint[]) order by id desc for no key update`,
      [ids],
    );
  }
}
