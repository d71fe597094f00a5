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
  type Recounting,
  PostViews,
  publicSql,
  type RevisedCard,
  revisedCardColumns,
} from '#community/posts';
import type { Anchor } from './kept-pages.js';
import { type Place, type PostSource, visibleTo } from './post-source.js';

/** From here on it is cheaper to pass over ids in an index, and then to fetch the rows, than to pass over the rows. */
const deep = 100;

/** Which rows of a list have to be counted: those of some blocks, or all in one. */
type Recount = Recounting['due'] | 'all';

export interface Counting {
  readonly total?: Recount | undefined;
  readonly hidden?: Recount | undefined;
}

/** How many rows a list has, by block, as one statement sees it; undefined where that was not asked. */
export interface Counted {
  /** Those that `key` stands for. */
  readonly total?: ReadonlyMap<number, number> | undefined;
  /** Those of them that the viewer does not get. */
  readonly hidden?: ReadonlyMap<number, number> | undefined;
}

interface Listed<T> {
  readonly list: T[];
  readonly counted: Counted;
}

interface ListedRefs extends Listed<PostRef> {
  /** The place in the order of the last one. */
  readonly last: readonly string[] | undefined;
}

/** Which rows of a list, and what of it is counted. */
export interface Stretch {
  readonly page: Page;
  readonly counting: Counting;
  /** What the page is looked for behind. */
  readonly anchor?: Anchor | undefined;
}

@Injectable()
export class TimelinesQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
    private readonly cards: PostCardsQueries,
  ) {}

  /** One statement: which posts, each with the revision of its card. */
  async listRefs(viewer: Viewer, source: PostSource, stretch: Stretch): Promise<ListedRefs> {
    const asked = asking(source, stretch);
    const ref = postRefSql(viewer, viewer ? asked.parameter(viewer.id, '::bigint') : 'null');
    const [row] = await this.db.query<Row & CountedRow & { refs: string | null; last: string | null }>(
      `${hiddenSql(source)}
       select listed.refs, listed.last, ${countsSql(source, stretch.counting, asked.parameter)}
         from (select string_agg(ref, ',') as refs, split_part(string_agg(place, ','), ',', -1) as last
                 from (select ${ref} as ref, ${placeSql(source)} as place ${asked.posts}) one) listed`,
      asked.values,
      planningOf(source),
    );
    const { refs, last } = row!;
    return { list: refs?.split(',').map(postRef) ?? [], counted: countedOf(row!), last: last?.split('|') };
  }

  /** One statement: the cards themselves. What is counted is known only where there are some. */
  async listCards(source: PostSource, stretch: Stretch): Promise<Partial<Listed<RevisedCard>>> {
    const { posts, values, parameter } = asking(source, stretch);
    const rows = await this.db.query<Row & CountedRow>(
      `${hiddenSql(source)}
       select ${revisedCardColumns}, ${countsSql(source, stretch.counting, parameter)} ${posts}`,
      values,
      planningOf(source),
    );
    return { list: rows.map((row) => this.cards.revised(row)), ...(rows[0] && { counted: countedOf(rows[0]) }) };
  }

  async count(source: PostSource, counting: Counting): Promise<Counted> {
    const values = [...source.values];
    const counts = countsSql(source, counting, parametersOf(values));
    const [row] = await this.db.query<Row & CountedRow>(`${hiddenSql(source)} select ${counts}`, values);
    return countedOf(row!);
  }

  /** Of how many posts of the list somebody cannot have seen who looked at it then; no further than `most`. */
  async countSince(viewer: Viewer, source: PostSource, since: Date, most: number): Promise<number> {
    const values = [...source.values];
    const parameter = parametersOf(values);
    const then = parameter(since, '::timestamptz');
    const own = viewer ? `and p.author_id <> ${parameter(viewer.id, '::bigint')}` : '';
    const shown = source.hidden ? `and p.author_id <> all (${source.hidden})` : '';
    // By its last answer, which an index has in order and which no post has before it is made.
    const [row] = await this.db.query<{ number: number }>(
      `select count(*) as number from (
         select from ${source.from ?? 'post p'} where ${source.where} ${own} ${shown}
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

/** The lists that are asked for most, by few statements. */
const planningOf = ({ hidden, isPersonal = false }: PostSource) =>
  hidden === undefined && !isPersonal ? 'auto' : 'custom';

/** Each as `block:number,…`. */
interface CountedRow {
  readonly total: string | null;
  readonly hidden: string | null;
}

const countedOf = ({ total, hidden }: CountedRow): Counted => ({ total: countsOf(total), hidden: countsOf(hidden) });

function countsOf(text: string | null): ReadonlyMap<number, number> | undefined {
  if (text === null) return undefined;
  const pairs = text === '' ? [] : text.split(',').map((pair) => pair.split(':').map(Number));
  return new Map(pairs as [number, number][]);
}

type Parameter = (value: unknown, type?: string) => string;

/** Each call is a place for one more parameter. */
const parametersOf =
  (values: unknown[]): Parameter =>
  (value, type = '') =>
    `$${values.push(value)}${type}`;

/** The rows of a page, and places for further parameters. */
function asking(source: PostSource, { page, anchor }: Stretch) {
  const values = [...source.values];
  const parameter = parametersOf(values);
  const offset = page.offset - (anchor?.offset ?? 0);
  const [limitAt, offsetAt] = [parameter(page.size), parameter(offset)];
  const behind = anchor && source.place ? behindSql(source.place, anchor, parameter) : '';
  const posts = postsSql(source, { limit: limitAt, offset: offsetAt, behind, isDeep: offset >= deep });
  return { values, parameter, posts };
}

const behindSql = (place: Place, anchor: Anchor, parameter: Parameter): string =>
  `and (${place.map(([column]) => column).join(', ')}) <
       (${place.map(([, type], index) => parameter(anchor.place[index], `::${type}`)).join(', ')})`;

const placeSql = ({ place }: PostSource): string =>
  place ? `concat_ws('|', ${place.map(([column]) => column).join(', ')})` : 'null::text';

const hiddenSql = ({ hidden }: PostSource): string =>
  hidden ? `with hidden as materialized (select ${hidden} as ids)` : '';
/** In an expression, so that the planner knows it before it begins with the rows. */
const hiddenIds = '(select ids from hidden)::bigint[]';

function countsSql({ from = 'post p', where }: PostSource, { total, hidden }: Counting, parameter: Parameter): string {
  const theirs = `p.author_id = any (${hiddenIds}) and ${publicSql()}`;
  const counts = total ? `(${countSql(from, where, total, parameter)})` : 'null::text';
  return `${counts} as total, ${hidden ? `(${countSql('post p', theirs, hidden, parameter)})` : 'null::text'} as hidden`;
}

/** Blocks of ids are short stretches of the primary key, whatever else the list is found by. */
function countSql(from: string, where: string, recount: Recount, parameter: Parameter): string {
  if (recount === 'all') return `select '0:' || count(*) from ${from} where ${where}`;
  const { idsInBlock, from: first, blocks } = recount;
  const newest = first ? `and p.id >= ${parameter(first, '::bigint')}` : '';
  const counted = `select p.id / ${idsInBlock} as block, count(*) as number from ${from} where ${where} ${newest} group by 1`;
  const again = blocks.length
    ? `union all select changed.block, c.number
         from unnest(${parameter(blocks, '::bigint[]')}) changed (block), lateral (
           select count(*) as number from ${from} where ${where}
              and p.id >= changed.block * ${idsInBlock} and p.id < (changed.block + 1) * ${idsInBlock}) c`
    : '';
  return `select coalesce(string_agg(block || ':' || number, ','), '') from (${counted} ${again}) counted`;
}

interface StretchSql {
  readonly limit: string;
  readonly offset: string;
  readonly behind: string;
  readonly isDeep: boolean;
}

/** The rows of a page, `p` with their authors `m`, in order. */
function postsSql(source: PostSource, { limit, offset, behind, isDeep }: StretchSql): string {
  const { from = 'post p', order, hidden, ids } = source;
  const where = `${source.where} ${behind}`;
  const shown = hidden ? `${where} and p.author_id <> all (${hiddenIds})` : where;
  const stretch = `order by ${order} limit ${limit} offset ${offset}`;
  if (ids) return `${rowsSql(`array(${ids(limit, offset, behind)})`)} order by page.place`;
  if (!isDeep) return `from ${from} join member m on m.id = p.author_id where ${shown} ${stretch}`;
  const pageOf = (condition: string) => `array(select p.id from ${from} where ${condition} ${stretch})`;
  if (!hidden) return `${rowsSql(pageOf(where))} order by page.place`;
  // The index that has the order knows no authors, but it knows ids.
  const theirs = `select h.id from post h where h.author_id = any (${hiddenIds}) and ${publicSql('h')}`;
  return `${rowsSql(pageOf(`${where} and p.id not in (${theirs})`))} order by page.place`;
}

/** Of an array of ids, each at its place. */
const rowsSql = (ids: string): string =>
  `from unnest(${ids}) with ordinality as page (id, place) join post p on p.id = page.id join member m on m.id = p.author_id`;
