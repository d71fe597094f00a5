import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';

/** A topic as those see it who look after the community. */
export interface AdministeredTopic {
  readonly id: Id;
  readonly name: string;
  readonly key: string;
  readonly posts: number;
  readonly followers: number;
  readonly createdAt: Date;
}

export interface TopicsPage {
  /** Letters of its key; empty for all. */
  readonly letters: string;
  readonly order: 'posts' | 'new';
  readonly limit: number;
  readonly offset: number;
}

/** A topic has few columns; who follows it is found by no index, so those of a page are counted together. */
const withFollowers = (page: string, order: string): string => `
  with page as (${page}),
  counted as (
    select topic_id, count(*) as followers from topic_follow where topic_id in (select id from page) group by topic_id)
  select page.*, coalesce(counted.followers, 0)::bigint as followers
    from page left join counted on counted.topic_id = page.id order by ${order}`;

const columns = 't.id, t.name, t.key, t.quote_count as posts, t.created_at as "createdAt"';
const orders = {
  posts: ['t.quote_count desc, t.id desc', 'page.posts desc, page.id desc'],
  new: ['t.id desc', 'page.id desc'],
} as const;

@Injectable()
export class TopicsAdministrationQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Of those that a post has. */
  async list({ letters, order, limit, offset }: TopicsPage): Promise<AdministeredTopic[]> {
    const [within, of] = orders[order];
    return this.db.query<AdministeredTopic & Row>(
      withFollowers(
        `select ${columns} from topic t where t.quote_count > 0 and strpos(t.key, $1) > 0
          order by ${within} limit $2 offset $3`,
        of,
      ),
      [letters, limit, offset],
    );
  }

  /** In any order. */
  async listByKeys(keys: readonly string[]): Promise<AdministeredTopic[]> {
    return this.db.query<AdministeredTopic & Row>(
      withFollowers(`select ${columns} from topic t where t.key = any($1::text[])`, 'page.id'),
      [keys],
    );
  }
}
