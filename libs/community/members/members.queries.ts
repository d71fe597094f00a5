import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { memberCard, type MemberCard, memberCardSql } from './member-card.js';
import { type MemberProfile, profileColumns } from './members.repository.js';
import { blockedSql, blocksSql, followsSql, friendSql, mutesSql } from './ties.js';

/** A member as one viewer sees them. */
export interface SeenProfile extends MemberProfile {
  readonly isFriend: boolean;
  readonly isFollowing: boolean;
  /** The viewer blocks them; that they block the viewer is not told. */
  readonly isBlocked: boolean;
  readonly isMuted: boolean;
}

const viewer = '$1::bigint';

/** Whom anybody may be pointed to: not banned, and no block in between. */
const suggestible = `m.status = 1 and m.deleted_at is null and not ${blockedSql(viewer, 'm.id')}`;

/** Who does not want to be found is pointed out only to those who follow them or are their friends. */
const findable = `(m.is_findable or ${followsSql(viewer, 'm.id')} or ${friendSql(viewer, 'm.id')})`;

/** Not `like`, which would take the wildcards in a prefix for what they are; the unique index serves this as well. */
const byPrefix = `
  select m.username from member m
   where lower(m.username) ^@ lower($2) and ${suggestible} and ${findable}
   order by lower(m.username) limit $3`;

const tied = (kind: 'follow' | 'friend'): string => `
  (select 1 as place, m.id, m.username from relation r join member m on m.id = r.other_id
    where r.member_id = ${viewer} and r.kind = '${kind}' and ${suggestible} order by r.other_id limit $2)`;

/** Each part is read in the order of an index and stops at the limit, so a large community costs no more than a small one. */
const familiarFirst = `
  select username
    from (${tied('follow')} union ${tied('friend')} union all
          (select 2, m.id, m.username from member m
            where m.id not in (select other_id from relation where member_id = ${viewer} and kind in ('follow', 'friend'))
              and ${suggestible} and m.is_findable order by m.id limit $2)) found
   order by place, id limit $2`;

/** A member whom others may want to follow. */
export interface SuggestedMember extends MemberCard {
  readonly bio: string;
  readonly followerCount: number;
}

const mostLatelyPosted = 300;
const mostOfOldest = 50;

/**
 * Those whom the owner has named, in that order; then who has written in public lately, then who came first, of them
 * whoever is followed most. None whom the viewer follows already. A large community costs no more than a small one.
 */
const worthFollowing = `
  with named as (
    select m.id, given.number from unnest($2::text[]) with ordinality as given (name, number)
      join member m on lower(m.username) = lower(given.name)),
  lately as (
    select distinct author_id as id
      from (select author_id from post where visibility = 90 and deleted_at is null
             order by is_top desc, latest_replied_at desc, id desc limit ${mostLatelyPosted}) as newest),
  candidate as (
    select id, min(place) as place, min(number) as number
      from (select id, 1 as place, number from named
            union all select id, 2, null from lately
            union all (select id, 3, null from member where status = 1 order by id limit ${mostOfOldest})) as found
     group by id)
  select ${memberCardSql({ member: 'm', viewer, prefix: 'member' })}, m.bio, m.follower_count as "followerCount"
    from candidate join member m on m.id = candidate.id
   where m.id <> ${viewer} and ${suggestible} and ${findable} and not ${followsSql(viewer, 'm.id')}
   order by candidate.place, candidate.number, m.follower_count desc, m.id limit $3`;

@Injectable()
export class MembersQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** In capitals or not. */
  async findProfile(viewerId: Id | null, username: string): Promise<SeenProfile | null> {
    const [found] = await this.db.query<SeenProfile & Row>(
      `select ${profileColumns}, ${friendSql(viewer, 'm.id')} as "isFriend", ${followsSql(viewer, 'm.id')} as "isFollowing",
              ${blocksSql(viewer, 'm.id')} as "isBlocked", ${mutesSql(viewer, 'm.id')} as "isMuted"
         from member m where lower(m.username) = lower($2) and m.deleted_at is null`,
      [viewerId, username],
      'generic',
    );
    return found ?? null;
  }

  async listWorthFollowing(
    viewerId: Id,
    { named, limit, site }: { named: readonly string[]; limit: number; site: string },
  ): Promise<SuggestedMember[]> {
    const rows = await this.db.query<Row>(worthFollowing, [viewerId, named, limit]);
    return rows.map((row) => ({
      ...memberCard(row, site, 'member'),
      bio: row['bio'] as string,
      followerCount: row['followerCount'] as number,
    }));
  }

  /** Usernames that begin like this, in the order of the alphabet; in capitals or not. */
  async listByPrefix(viewerId: Id, prefix: string, limit: number): Promise<string[]> {
    return names(await this.db.query<{ username: string }>(byPrefix, [viewerId, prefix, limit]));
  }

  /** Usernames of those whom the viewer follows or is friends with, then of whoever came first. */
  async listFamiliar(viewerId: Id, limit: number): Promise<string[]> {
    return names(await this.db.query<{ username: string }>(familiarFirst, [viewerId, limit]));
  }
}

const names = (rows: { username: string }[]): string[] => rows.map(({ username }) => username);
