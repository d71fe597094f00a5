import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { Subject } from './notice.js';

export interface SubjectAuthors {
  readonly postAuthor: Id;
  /** Null when the notice is about no comment. */
  readonly commentAuthor: Id | null;
}

@Injectable()
export class NoticeSubjectsQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Who wrote what the notice is about; null when any of it is gone by now. */
  async findAuthors({ postId, commentId, replyId }: Subject): Promise<SubjectAuthors | null> {
    const [found] = await this.db.query<SubjectAuthors & Record<string, unknown>>(
      `select p.author_id as "postAuthor", c.author_id as "commentAuthor"
         from post p
         left join comment c on c.id = $2 and c.post_id = p.id and c.deleted_at is null
         left join comment r on r.id = $3 and r.parent_id = c.id and r.deleted_at is null
        where p.id = $1 and p.deleted_at is null
          and ($2::bigint is null or c.id is not null) and ($3::bigint is null or r.id is not null)`,
      [postId, commentId ?? null, replyId ?? null],
    );
    return found ?? null;
  }
}
