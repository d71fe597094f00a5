import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { isPendingSql } from '#kernel/jobs';

@Injectable()
export class SearchReconciliationRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Of these ids those without a post that can be found, and without a task that is going to see to it. */
  async listGone(ids: readonly Id[]): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select id from unnest($1::bigint[]) as given (id)
        where not exists (select from post p where p.id = given.id and p.deleted_at is null)
          and not ${isPendingSql('search.index-post', 'postId', 'given.id')} order by id`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Of these posts those about which no task is under way. They stay as they are until the unit of work ends, so what
   * is read of them after this is the last word.
   */
  async lock(ids: readonly Id[]): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select p.id from post p where p.id = any($1) and not ${isPendingSql('search.index-post', 'postId', 'p.id')}
        order by p.id for share of p`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }
}
