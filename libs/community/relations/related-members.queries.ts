import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import { followsSql } from '#community/members';
import { requestState } from './friend-request.js';

/** A member in a list of those whom another one follows, has as a friend, blocks … */
export interface RelatedMember {
  readonly id: Id;
  readonly username: string;
  readonly nickname: string;
  readonly avatar: string;
  readonly createdAt: Date;
  /** What they say of themselves. */
  readonly bio: string;
  /** The viewer follows them. */
  readonly isFollowing: boolean;
}

export interface RelatedMembers {
  readonly members: readonly RelatedMember[];
  readonly total: number;
}

/** What a member has done towards the viewer, and what is open between the two; for guests there is nothing. */
export interface Standing {
  /** They want to be found by those who do not know them. */
  readonly isFindable: boolean;
  /** They follow the viewer. */
  readonly isFollower: boolean;
  /** They have been asked for friendship, and have not answered. */
  readonly isAsked: boolean;
  /** The words with which they ask for it; null where they do not. */
  readonly asksWith: string | null;
}

interface Source {
  /** Condition on a relation `r` of the member `$1` whose list it is. */
  readonly tie: string;
  /** The other one of the relation. */
  readonly other: 'r.other_id' | 'r.member_id';
  /** Of the columns `nickname`, `since` and `id` of a row: never undecided between two. */
  readonly order: (row: string) => string;
}

const byNickname = (row: string): string => `${row}.nickname, ${row}.id`;
const newestFirst = (row: string): string => `${row}.since desc, ${row}.id desc`;
const own = (kind: string, order: Source['order']): Source => ({
  tie: `r.member_id = $1 and r.kind = '${kind}'`,
  other: 'r.other_id',
  order,
});

const sources = {
  follows: own('follow', byNickname),
  followers: { tie: `r.other_id = $1 and r.kind = 'follow'`, other: 'r.member_id', order: newestFirst },
  friends: own('friend', byNickname),
  blocks: own('block', newestFirst),
  mutes: own('mute', newestFirst),
} as const satisfies Record<string, Source>;

export type RelatedList = keyof typeof sources;

/**
 * Counted with the sorting, as the counters of a member know nothing of who is gone. The first row comes even of an
 * empty page, for the total. The id is a parameter, not looked up by name on the way, so that the planner knows whether
 * it is the list of somebody with ten followers or with fifty thousand.
 */
const listSql = ({ tie, other, order }: Source): string => `
  with others as (
    select m.id, m.nickname, r.created_at as since
      from relation r join member m on m.id = ${other} where ${tie} and m.deleted_at is null),
  page as (
    select * from others order by ${order('others')} limit $3 offset $4)
  select counted.total, m.id, m.username, m.nickname, m.avatar, m.created_at as "createdAt", m.bio,
         ${followsSql('$2::bigint', 'm.id')} as "isFollowing"
    from (select count(*) as total from others) counted
    left join page on true left join member m on m.id = page.id
   order by ${order('page')}`;

const waiting = (from: string, to: string): string =>
  `from relation r
    where r.member_id = ${from} and r.kind = 'request' and r.other_id = ${to} and r.state = ${requestState.waiting}`;

const standingSql = `
  select m.is_findable as "isFindable", ${followsSql('m.id', '$1::bigint')} as "isFollower",
         exists (select ${waiting('$1::bigint', 'm.id')}) as "isAsked",
         (select r.note ${waiting('m.id', '$1::bigint')}) as "asksWith"
    from member m where m.id = $2`;

@Injectable()
export class RelatedMembersQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** One statement, also with the total. */
  async list(list: RelatedList, ownerId: Id, viewerId: Id | null, { size, offset }: Page): Promise<RelatedMembers> {
    const rows = await this.db.query<RelatedMember & { total: number } & Row>(listSql(sources[list]), [
      ownerId,
      viewerId,
      size,
      offset,
    ]);
    return { members: rows.filter(({ id }) => id !== null), total: rows[0]!.total };
  }

  /** Of somebody who is there. */
  async standing(viewerId: Id | null, otherId: Id): Promise<Standing> {
    const [standing] = await this.db.query<Standing & Row>(standingSql, [viewerId, otherId]);
    return standing!;
  }
}
