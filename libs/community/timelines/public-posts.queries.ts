import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { memberCardSql } from '#community/members';
import { type PostCard, postCardColumns, PostViews, publicSql } from '#community/posts';

/** Which of the public posts: all of them, or those of a member or a topic. */
export type PublicPosts = { readonly of: 'all' } | { readonly author: Id } | { readonly topic: string };

export interface ListedPost {
  readonly id: Id;
  /** When it was last edited or answered. */
  readonly changedAt: Date;
}

/** What anybody may take away with them: posts that are public, as a guest sees them. */
@Injectable()
export class PublicPostsQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
  ) {}

  /** In the order in which they were written, the newest first. */
  async listNewest(which: PublicPosts, limit: number): Promise<PostCard[]> {
    const { where, order, values } = sourceOf(which);
    const rows = await this.db.query<Row>(
      `select ${postCardColumns}, ${memberCardSql({ member: 'm', viewer: null })}
         from post p join member m on m.id = p.author_id where ${where} order by ${order} limit $1`,
      [limit, ...values],
    );
    return rows.map((row) => this.views.card(row));
  }

  async findNewestId(): Promise<Id> {
    const [row] = await this.db.query<{ id: Id }>('select coalesce(max(id), 0) as id from post');
    return row!.id;
  }

  /** With ids above the one, and not above the other. */
  async listBetween(after: Id, upTo: Id): Promise<ListedPost[]> {
    return this.db.query<ListedPost & Row>(
      `select p.id, greatest(p.modified_at, p.latest_replied_at) as "changedAt" from post p
        where p.id > $1 and p.id <= $2 and ${publicSql()} order by p.id`,
      [after, upTo],
    );
  }
}

/** Some are found by what they have in common and sorted then; by id the planner would go through those of everybody. */
function sourceOf(which: PublicPosts): { where: string; order: string; values: unknown[] } {
  if ('author' in which) return { where: `p.author_id = $2 and ${publicSql()}`, order: sorted, values: [which.author] };
  if ('topic' in which) {
    const tagged = `p.tag_keys <> '{}' and p.tag_keys @> array[$2::text]`;
    return { where: `${tagged} and ${publicSql()}`, order: sorted, values: [which.topic] };
  }
  return { where: publicSql(), order: 'p.id desc', values: [] };
}

const sorted = 'p.created_at desc, p.id desc';
