import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { Subject } from './notice.js';

export interface SubjectAuthors {
  readonly postAuthor: Id;
  /** Null when the notice is about no comment. */
  readonly commentAuthor: Id | null;
  /** Of what the post quotes or repeats, if anything. */
  readonly quotedAuthor: Id | null;
}

@Injectable()
export class NoticeSubjectsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Who wrote what the notice is about; null when any of it is gone by now. The post stays until the unit of work ends:
   * when it is deleted afterwards, what is written here is there to be forgotten.
   */
  async findLocked({ postId, commentId, replyId }: Subject): Promise<SubjectAuthors | null> {
    const [found] = await this.db.query<SubjectAuthors & Record<string, unknown>>(
      `select p.author_id as "postAuthor", c.author_id as "commentAuthor", q.author_id as "quotedAuthor"
         from post p
         left join comment c on c.id = $2 and c.post_id = p.id and c.deleted_at is null
         left join post q on q.id = p.quoted_id and q.deleted_at is null
         left join comment r on r.id = $3 and r.parent_id = c.id and r.deleted_at is null
        where p.id = $1 and p.deleted_at is null
          and ($2::bigint is null or c.id is not null) and ($3::bigint is null or r.id is not null)
          for share of p`,
      [postId, commentId ?? null, replyId ?? null],
    );
    return found ?? null;
  }
}
