import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import type { Viewer } from '#community/identity';
import { hiddenFromSql, memberCard } from '#community/members';
import { maySeeSql, publicSql } from '#community/posts';
import { type CommentCard, commentCardColumns, type ReplyCard } from './comment-card.js';

export type CommentStyle = 'default' | 'hots' | 'newest';

const orders: Readonly<Record<CommentStyle, string>> = {
  default: 'c.is_essence desc, c.id',
  newest: 'c.is_essence desc, c.id desc',
  hots: 'c.is_essence desc, 2 * c.reply_count + 4 * c.up_count - c.down_count desc, c.id desc',
};

type ViewerKind = 'guest' | 'member';

const hiddenSql = (viewer: ViewerKind): string =>
  viewer === 'member' ? `hidden as materialized (select ${hiddenFromSql('$1::bigint')} as ids),` : '';
const notHiddenSql = (viewer: ViewerKind): string =>
  viewer === 'member' ? 'and c.author_id <> all ((select ids from hidden)::bigint[])' : '';

/**
 * One statement: whether the post may be seen, the comments of the page and their replies. A post has at most a
 * thousand of them, so that counting and ordering those on top costs little. From a guest nobody is hidden.
 */
function listSql(order: string, viewer: ViewerKind): string {
  const notHidden = notHiddenSql(viewer);
  return `
  with access as materialized (
    select p.id, ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })} as visible, ${publicSql()} as "isPublic" from post p
     where p.id = $3 and p.deleted_at is null),
  ${hiddenSql(viewer)}
  top as materialized (
    select c.id, row_number() over (order by ${order}) as place from comment c
     where c.post_id = (select id from access where visible) and c.parent_id is null and c.deleted_at is null ${notHidden}),
  page as materialized (select id, place from top order by place limit $4 offset $5),
  shown as (
    select id, place from page
    union all
    select c.id, page.place from page join comment c on c.parent_id = page.id and c.deleted_at is null ${notHidden})
  select access.visible, access."isPublic", (select count(*) from top) as total, ${commentCardColumns('$1::bigint')}
    from access
    left join (shown
      join comment c on c.id = shown.id
      join member m on m.id = c.author_id
      left join member a on a.id = c.at_member_id
      left join comment_vote v on v.comment_id = c.id and v.member_id = $1) on true
   order by shown.place, c.parent_id nulls first, c.id`;
}

/** How many comments stand above the one asked for, or above the one that it answers. */
function placeSql(order: string, viewer: ViewerKind): string {
  const notHidden = notHiddenSql(viewer);
  return `
  with ${hiddenSql(viewer)}
  wanted as (
    select coalesce(c.parent_id, c.id) as id from comment c
     where c.id = $4 and c.post_id = $3 and c.deleted_at is null ${notHidden}),
  top as (
    select c.id, row_number() over (order by ${order}) - 1 as above from comment c
     where c.post_id = (select p.id from post p where p.id = $3 and ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })})
       and c.parent_id is null and c.deleted_at is null ${notHidden})
  select top.above from top join wanted using (id)`;
}

/** What others have said under the post since then; no more of it is counted than so much. */
const newSql = (viewer: ViewerKind): string => `
  with ${hiddenSql(viewer)}
  fresh as (
    select from comment c
     where c.post_id = (select p.id from post p where p.id = $3 and ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })})
       and c.deleted_at is null and c.created_at > $4 and c.author_id is distinct from $1::bigint ${notHiddenSql(viewer)}
     limit $5)
  select count(*) as count from fresh`;

type Statements = Readonly<Record<ViewerKind, Readonly<Record<CommentStyle, string>>>>;
const statementsOf = (sqlOf: (order: string, viewer: ViewerKind) => string): Statements => {
  const of = (viewer: ViewerKind) => ({
    default: sqlOf(orders.default, viewer),
    newest: sqlOf(orders.newest, viewer),
    hots: sqlOf(orders.hots, viewer),
  });
  return { guest: of('guest'), member: of('member') };
};
const lists = statementsOf(listSql);
const places = statementsOf(placeSql);

interface Found {
  readonly visible: boolean;
  readonly cards: CommentCard[];
  readonly total: number;
}

type CommentRow = Row & { visible: boolean; total: number; id: Id | null; commentId: Id | null };

@Injectable()
export class CommentsQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly config: Config,
  ) {}

  async list(viewer: Viewer, postId: Id, style: CommentStyle, { size, offset }: Page): Promise<Found> {
    const values = [viewer?.id ?? null, viewer?.isAdmin ?? false, postId, size, offset];
    const rows = await this.db.query<CommentRow>(lists[viewer ? 'member' : 'guest'][style], values, 'generic');
    const { visible = true, total = 0 } = rows[0] ?? {};
    return { visible, total, cards: this.cards(rows.filter(({ id }) => id !== null)) };
  }

  /** How many stand above it; null where the viewer has no such comment under this post. */
  async findPlace(viewer: Viewer, postId: Id, style: CommentStyle, commentId: Id): Promise<number | null> {
    const [found] = await this.db.query<{ above: number }>(places[viewer ? 'member' : 'guest'][style], [
      viewer?.id ?? null,
      viewer?.isAdmin ?? false,
      postId,
      commentId,
    ]);
    return found?.above ?? null;
  }

  async countNew(viewer: Viewer, postId: Id, since: Date, most: number): Promise<number> {
    const [found] = await this.db.query<{ count: number }>(newSql(viewer ? 'member' : 'guest'), [
      viewer?.id ?? null,
      viewer?.isAdmin ?? false,
      postId,
      since,
      most,
    ]);
    return found!.count;
  }

  /** Each reply comes after its comment. */
  private cards(rows: CommentRow[]): CommentCard[] {
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    const comments = new Map<Id, CommentCard>();
    for (const row of rows) {
      const shown = Object.assign(row, { author: memberCard(row, site) }) as unknown;
      if (row.commentId === null) comments.set(row.id!, Object.assign(shown as CommentCard, { replies: [] }));
      else
        comments
          .get(row.commentId)!
          .replies.push(Object.assign(shown as ReplyCard, { atMember: memberCard(row, site, 'at') }));
    }
    return [...comments.values()];
  }
}
