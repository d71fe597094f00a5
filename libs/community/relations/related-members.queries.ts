import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import { followsSql } from '#community/members';

/** A member in a list of those whom another one follows, has as a friend, blocks … */
export interface RelatedMember {
  readonly id: Id;
  readonly username: string;
  readonly nickname: string;
  readonly avatar: string;
  readonly createdAt: Date;
  /** The viewer follows them. */
  readonly isFollowing: boolean;
}

export interface RelatedMembers {
  readonly members: readonly RelatedMember[];
  readonly total: number;
}

interface Source {
  /** Condition on a relation `r` of the member `s` whose list it is. */
  readonly tie: string;
  /** The other one of the relation. */
  readonly other: 'r.other_id' | 'r.member_id';
  /** Of columns `nickname`, `since` and `id`: never undecided between two. */
  readonly order: string;
}

const own = (kind: string, order: string): Source => ({
  tie: `r.member_id = s.id and r.kind = '${kind}'`,
  other: 'r.other_id',
  order,
});
const byNickname = 'nickname, id';
const newestFirst = 'since desc, id desc';

const sources = {
  follows: own('follow', byNickname),
  followers: { tie: `r.other_id = s.id and r.kind = 'follow'`, other: 'r.member_id', order: newestFirst },
  friends: own('friend', byNickname),
  blocks: own('block', newestFirst),
  mutes: own('mute', newestFirst),
} as const satisfies Record<string, Source>;

export type RelatedList = keyof typeof sources;

/** Whose list it is. */
export type Subject = { readonly username: string } | { readonly id: Id };

/** Sorted and counted at once: one row comes back even of an empty page, for the total, and none of nobody's list. */
const listSql = ({ tie, other, order }: Source, subject: string): string => `
  with subject as (
    select id from member where ${subject} and deleted_at is null),
  others as (
    select m.id, m.nickname, r.created_at as since
      from subject s join relation r on ${tie} join member m on m.id = ${other} where m.deleted_at is null),
  page as (
    select *, row_number() over (order by ${order}) as place from others order by ${order} limit $3 offset $4)
  select (select count(*) from others) as total, m.id, m.username, m.nickname, m.avatar, m.created_at as "createdAt",
         ${followsSql('$2::bigint', 'm.id')} as "isFollowing"
    from subject left join page on true left join member m on m.id = page.id
   order by page.place`;

@Injectable()
export class RelatedMembersQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** One statement, also with the total; null when there is no such member. */
  async list(
    list: RelatedList,
    subject: Subject,
    viewerId: Id | null,
    { size, offset }: Page,
  ): Promise<RelatedMembers | null> {
    const [condition, key] =
      'id' in subject
        ? (['id = $1', subject.id] as const)
        : (['lower(username) = lower($1)', subject.username] as const);
    const rows = await this.db.query<RelatedMember & { total: number } & Row>(listSql(sources[list], condition), [
      key,
      viewerId,
      size,
      offset,
    ]);
    const [first] = rows;
    return first ? { members: rows.filter(({ id }) => id !== null), total: first.total } : null;
  }
}
