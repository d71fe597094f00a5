import { Injectable } from '@nestjs/common';
import { type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { memberCardSql } from '#community/members';
import { type PostCard, postCardColumns, PostViews } from '#community/posts';
import type { TimelineSource } from './timeline-sources.queries.js';

/** From here on it is cheaper to pass over ids in an index, and then to fetch the rows, than to pass over the rows. */
const deep = 100;

export interface Listed {
  readonly cards: PostCard[];
  /** How many there are in all, where that was asked for and the page holds any. */
  readonly total?: number;
}

@Injectable()
export class TimelinesQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
  ) {}

  /** One statement, also with the total. */
  async list(viewer: Viewer, source: TimelineSource, page: Page, withTotal: boolean): Promise<Listed> {
    const values = [...source.values];
    const parameter = (value: unknown, type = ''): string => `$${values.push(value)}${type}`;
    const card = memberCardSql({ member: 'm', viewer: viewer && parameter(viewer.id, '::bigint') });
    const total = withTotal ? `, (${countSql(source)}) as total` : '';
    const posts = postsSql(source, parameter(page.size), parameter(page.offset), page.offset >= deep);
    const rows = await this.db.query<Row & { total?: number }>(
      `select ${postCardColumns}, ${card}${total} ${posts}`,
      values,
    );
    const [first] = rows;
    return {
      cards: rows.map((row) => this.views.card(row)),
      ...(first?.total !== undefined && { total: first.total }),
    };
  }

  async count(source: TimelineSource): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(countSql(source), [...source.values]);
    return row!.count;
  }
}

const countSql = ({ where }: TimelineSource): string => `select count(*) from post p where ${where}`;

/** The rows of a page, `p` with their authors `m`, in order. */
function postsSql({ where, order, ids }: TimelineSource, limit: string, offset: string, isDeep: boolean): string {
  const author = 'join member m on m.id = p.author_id';
  if (!ids && !isDeep) return `from post p ${author} where ${where} order by ${order} limit ${limit} offset ${offset}`;
  const page =
    ids?.(limit, offset) ?? `select p.id from post p where ${where} order by ${order} limit ${limit} offset ${offset}`;
  return `from (${page}) page join post p on p.id = page.id ${author} order by ${order}`;
}
