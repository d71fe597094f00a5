import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Viewer } from '#community/identity';
import { blockedSql, memberCardSql } from '#community/members';

/** Whom a search for members may find at all; `member` is the alias. */
export const findableSql = (member: string): string =>
  `(${member}.deleted_at is null and ${member}.status = 1 and ${member}.is_findable)`;

/** With the columns of the member's card. */
export interface FoundMemberRow extends Row {
  readonly id: Id;
  readonly username: string;
  readonly nickname: string;
  readonly followerCount: number;
}

export const namesOf = ({ nickname, username }: FoundMemberRow): string => `${nickname} @${username}`;

@Injectable()
export class FoundMembersQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** In the order of the ids, without those whom the viewer may not find. */
  async listByIds(viewer: Viewer, ids: readonly Id[]): Promise<FoundMemberRow[]> {
    if (!ids.length) return [];
    return this.db.query<FoundMemberRow>(
      `select m.id, m.username, m.nickname, m.follower_count as "followerCount",
              ${memberCardSql({ member: 'm', viewer: '$2::bigint' })}
         from unnest($1::bigint[]) with ordinality as page (id, place) join member m on m.id = page.id
        where ${findableSql('m')} and not ${blockedSql('$2::bigint', 'm.id')} order by page.place`,
      [ids, viewer?.id ?? null],
    );
  }

  /** Who is followed by most, for everybody the same: `listByIds` says to whom they may be shown. */
  async listHottestIds(limit: number): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select m.id from member m where ${findableSql('m')} order by m.follower_count desc, m.id desc limit $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }
}
