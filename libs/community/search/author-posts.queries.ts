import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

@Injectable()
export class AuthorPostsQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Of those that are there, in the order of their ids, the next ones behind `afterId`. */
  async listIds(authorId: Id, afterId: Id, limit: number): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      'select id from post where author_id = $1 and id > $2 and deleted_at is null order by id limit $3',
      [authorId, afterId, limit],
    );
    return rows.map(({ id }) => id);
  }
}
