import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { type NewBlock, seconds } from '#community/posts';
import { Comment } from './comment.entity.js';

export interface NewComment {
  readonly postId: Id;
  readonly parentId: Id | null;
  readonly authorId: Id;
  readonly atMemberId: Id | null;
  readonly blocks: readonly NewBlock[];
  readonly ip: string | null;
}

/** A row just made. */
export interface MadeComment {
  readonly id: Id;
  readonly createdOn: number;
  readonly atMemberId: Id | null;
}

const ruled = { id: true, postId: true, parentId: true, authorId: true, deletedAt: true } as const;

/** In the form of the wire, times and marks included. */
const blockWithIds = `block || jsonb_build_object('id', nextval('block_id'), 'comment_id', fresh.id, 'user_id', $3::bigint,
  'created_on', ${seconds('now()')}, 'modified_on', ${seconds('now()')}, 'deleted_on', 0, 'is_del', 0)`;

@Injectable()
export class CommentsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** What rules ask of a comment or reply; with `lock`, changes of it wait until the unit of work has ended. */
  async find(id: Id, { lock = false } = {}): Promise<Comment | null> {
    return this.db.repository(Comment).findOne({
      select: ruled,
      where: { id },
      ...(lock && { lock: { mode: 'for_no_key_update' as const } }),
    });
  }

  /** Who is addressed but does not exist, or is the author, is left out. The ids are made inside the statement. */
  async insert({ postId, parentId, authorId, atMemberId, blocks, ip }: NewComment): Promise<MadeComment> {
    const [made] = await this.db.query<MadeComment & Record<string, unknown>>(
      `with fresh as (select nextval('comment_id_seq') as id)
       insert into comment (id, post_id, parent_id, author_id, at_member_id, blocks, ip)
       select fresh.id, $1, $2, $3, (select id from member where id = $4 and id <> $3 and deleted_at is null),
              (select jsonb_agg(${blockWithIds} order by place)
                 from jsonb_array_elements($5::jsonb) with ordinality as given (block, place)), $6
         from fresh
       returning id, ${seconds('created_at')} as "createdOn", at_member_id as "atMemberId"`,
      [postId, parentId, authorId, atMemberId, JSON.stringify(blocks), ip],
    );
    return made!;
  }

  /** Answers whether the comment is still there. */
  async countReplies(commentId: Id, by: number): Promise<boolean> {
    const counted = await this.db.query(
      `update comment set reply_count = reply_count + $2, revision = revision + 1
        where id = $1 and deleted_at is null returning id`,
      [commentId, by],
    );
    return counted.length === 1;
  }

  /** Empties the comment with the replies to it, or the reply; answers how many are gone by this call. */
  async remove(id: Id): Promise<number> {
    const [row] = await this.db.query<{ removed: number }>(
      `with removed as (
         update comment set deleted_at = now(), blocks = '[]', reply_count = 0, revision = revision + 1
          where (id = $1 or parent_id = $1) and deleted_at is null returning 1)
       select count(*) as removed from removed`,
      [id],
    );
    return row!.removed;
  }
}
