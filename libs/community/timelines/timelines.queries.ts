import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { memberCardSql } from '#community/members';
import {
  type PostCard,
  postCardColumns,
  PostCardsQueries,
  type PostRef,
  postRef,
  postRefSql,
  PostViews,
  publicSql,
  type RevisedCard,
  revisedCardColumns,
} from '#community/posts';
import { type PostSource, visibleTo } from './post-source.js';

/** From here on it is cheaper to pass over ids in an index, and then to fetch the rows, than to pass over the rows. */
const deep = 100;

/** How many rows a list has, as one statement sees it. */
export interface Counted {
  /** Those that `key` stands for; undefined where that was not asked. */
  readonly total?: number;
  /** Those of them that the viewer does not get. */
  readonly hidden: number;
}

interface Listed<T> {
  readonly list: T[];
  readonly counted: Counted;
}

@Injectable()
export class TimelinesQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
    private readonly cards: PostCardsQueries,
  ) {}

  /** One statement: which posts, each with the revision of its card. */
  async listRefs(viewer: Viewer, source: PostSource, page: Page, withTotal: boolean): Promise<Listed<PostRef>> {
    const asked = asking(source, page);
    const ref = postRefSql(viewer, viewer ? asked.parameter(viewer.id, '::bigint') : 'null');
    const [row] = await this.db.query<Row & CountedRow & { refs: string | null }>(
      `${hiddenSql(source)}
       select (select string_agg(listed.ref, ',') from (select ${ref} as ref ${asked.posts}) as listed) as refs,
              ${withTotal ? `(${totalSql(source)})` : 'null'} as total, ${hiddenCountSql(source)} as hidden`,
      asked.values,
    );
    return { list: row!.refs?.split(',').map(postRef) ?? [], counted: countedOf(row!) };
  }

  /** One statement: the cards themselves. What is counted is known only where there are some. */
  async listCards(source: PostSource, page: Page, withTotal: boolean): Promise<Partial<Listed<RevisedCard>>> {
    const { posts, values } = asking(source, page);
    const rows = await this.db.query<Row & CountedRow>(
      `${hiddenSql(source)}
       select ${revisedCardColumns}, ${withTotal ? `(${totalSql(source)})` : 'null'} as total,
              ${hiddenCountSql(source)} as hidden ${posts}`,
      values,
    );
    return { list: rows.map((row) => this.cards.revised(row)), ...(rows[0] && { counted: countedOf(rows[0]) }) };
  }

  async count(source: PostSource): Promise<Counted> {
    const [row] = await this.db.query<{ total: number; hidden: number }>(
      `${hiddenSql(source)} select (${totalSql(source)}) as total, ${hiddenCountSql(source)} as hidden`,
      [...source.values],
    );
    return row!;
  }

  /** Of how many posts of the list somebody cannot have seen who looked at it then; no further than `most`. */
  async countSince(viewer: Viewer, source: PostSource, since: Date, most: number): Promise<number> {
    const values = [...source.values];
    const parameter = (value: unknown, type: string): string => `$${values.push(value)}${type}`;
    const then = parameter(since, '::timestamptz');
    const own = viewer ? `and p.author_id <> ${parameter(viewer.id, '::bigint')}` : '';
    const shown = source.hidden ? `and p.author_id <> all (${source.hidden})` : '';
    // By its last answer, which an index has in order and which no post has before it is made.
    const [row] = await this.db.query<{ number: number }>(
      `select count(*) as number from (
         select from post p where ${source.where} ${own} ${shown}
            and p.is_top = false and p.latest_replied_at > ${then} and p.created_at > ${then}
          limit ${parameter(most, '::int')}) as fresh`,
      values,
    );
    return row!.number;
  }

  /** In the order of the ids, without those that the viewer may not see any more. */
  async listByIds(viewer: Viewer, ids: readonly Id[]): Promise<PostCard[]> {
    if (!ids.length) return [];
    const card = memberCardSql({ member: 'm', viewer: viewer && '$2::bigint' });
    const rows = await this.db.query(
      `select ${postCardColumns}, ${card} ${rowsSql('$1::bigint[]')}
        where ${visibleTo(viewer, '$2::bigint')} order by page.place`,
      viewer ? [ids, viewer.id] : [ids],
    );
    return rows.map((row) => this.views.card(row));
  }
}

interface CountedRow {
  readonly total: number | null;
  readonly hidden: number;
}

const countedOf = ({ total, hidden }: CountedRow): Counted => ({
  hidden,
  ...(total !== null && { total }),
});

/** The rows of a page, and places for further parameters. */
function asking(source: PostSource, { size, offset }: Page) {
  const values = [...source.values];
  const parameter = (value: unknown, type = ''): string => `$${values.push(value)}${type}`;
  return { values, parameter, posts: postsSql(source, parameter(size), parameter(offset), offset >= deep) };
}

const hiddenSql = ({ hidden }: PostSource): string =>
  hidden ? `with hidden as materialized (select ${hidden} as ids)` : '';
/** In an expression, so that the planner knows it before it begins with the rows. */
const hiddenIds = '(select ids from hidden)::bigint[]';
const nobodyIsHidden = `(select ids = '{}' from hidden)`;

const totalSql = ({ from = 'post p', where }: PostSource): string => `select count(*) from ${from} where ${where}`;

/** Their posts are found by author; when nobody is hidden, nothing is even looked for. */
const hiddenCountSql = ({ hidden }: PostSource): string =>
  hidden
    ? `case when ${nobodyIsHidden} then 0
         else (select count(*) from post h where h.author_id = any (${hiddenIds}) and ${publicSql('h')}) end`
    : '0';

/** The rows of a page, `p` with their authors `m`, in order. */
function postsSql(source: PostSource, limit: string, offset: string, isDeep: boolean): string {
  const { from = 'post p', where, order, hidden, ids } = source;
  const shown = hidden ? `${where} and p.author_id <> all (${hiddenIds})` : where;
  const stretch = `order by ${order} limit ${limit} offset ${offset}`;
  if (ids) return `${rowsSql(`array(${ids(limit, offset)})`)} order by page.place`;
  if (!isDeep) return `from ${from} join member m on m.id = p.author_id where ${shown} ${stretch}`;
  const pageOf = (condition: string) => `array(select p.id from ${from} where ${condition} ${stretch})`;
  if (!hidden) return `${rowsSql(pageOf(where))} order by page.place`;
  // One of the two is not even begun. The index that has the order knows no authors: without them it is enough.
  const either = `${pageOf(`${nobodyIsHidden} and ${where}`)} || ${pageOf(`not ${nobodyIsHidden} and ${shown}`)}`;
  return `${rowsSql(either)} order by page.place`;
}

/** Of an array of ids, each at its place. */
const rowsSql = (ids: string): string =>
  `from unnest(${ids}) with ordinality as page (id, place) join post p on p.id = page.id join member m on m.id = p.author_id`;
