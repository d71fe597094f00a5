import type { Id, Row } from '#kernel/database';
import { avatarUrl } from './avatar.js';
import { followsSql, friendSql } from './ties.js';

/** The short user object of the wire, inside posts, comments and messages. */
export interface MemberCard {
  readonly id: Id;
  readonly nickname: string;
  readonly username: string;
  readonly status: number;
  readonly avatar: string;
  readonly is_admin: boolean;
  readonly is_friend: boolean;
  readonly is_following: boolean;
}

/** What the wire has in place of a member who does not exist: an object, because clients look into it unguarded. */
export const nobody: MemberCard = Object.freeze({
  id: 0,
  nickname: '',
  username: '',
  status: 0,
  avatar: '',
  is_admin: false,
  is_friend: false,
  is_following: false,
});

export interface MemberCardOptions {
  /** Alias of the joined member, such as `m`. */
  readonly member: string;
  /** Parameter or column with the viewer's id, such as `$1::bigint`; null for a card without a viewer. */
  readonly viewer: string | null;
  /** Keeps two cards of one row apart. */
  readonly prefix?: string;
  /** Lists of the wire never tell friends; a post's detail and a profile do. */
  readonly friend?: boolean;
}

/** The columns that `memberCard` makes a card of. */
export function memberCardSql({ member, viewer, prefix = 'author', friend = false }: MemberCardOptions): string {
  const own = ['id', 'nickname', 'username', 'status', 'avatar', 'is_admin'];
  const following = viewer === null ? 'false' : followsSql(viewer, `${member}.id`);
  const friends = viewer === null || !friend ? 'false' : friendSql(viewer, `${member}.id`);
  return [
    ...own.map((column) => `${member}.${column} as ${prefix}_card_${column}`),
    `${friends} as ${prefix}_card_is_friend`,
    `${following} as ${prefix}_card_is_following`,
  ].join(', ');
}

/** `site`: the community's own URL. Of a left join that found nobody: `nobody`. */
export function memberCard(row: Row, site: string, prefix = 'author'): MemberCard {
  const of = <T>(column: string): T => row[`${prefix}_card_${column}`] as T;
  const id = of<Id | null>('id');
  if (id === null) return nobody;
  return {
    id,
    nickname: of('nickname'),
    username: of('username'),
    status: of('status'),
    avatar: avatarUrl(site, { id, avatar: of('avatar') }),
    is_admin: of('is_admin'),
    is_friend: of('is_friend'),
    is_following: of('is_following'),
  };
}

/** For answers that are put together from pieces of JSON. */
export const memberCardJson = (card: MemberCard): string => JSON.stringify(card);

/** Another number when anything changes that a card shows of a member who is the same for all. */
export const memberRevisionSql = (member: string): string =>
  `hashtextextended(concat_ws('/', ${['nickname', 'username', 'status', 'avatar', 'is_admin'].map((column) => `${member}.${column}`).join(', ')}), 0)`;
