import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

/** A member as every visitor may know them. */
export interface MemberProfile {
  readonly id: Id;
  readonly username: string;
  readonly nickname: string;
  readonly status: number;
  readonly avatar: string;
  /** As the avatar a path in the tenant's store; empty where there is none. */
  readonly cover: string;
  /** What they say of themselves, and where they lead; empty where nothing. */
  readonly bio: string;
  readonly link: string;
  readonly isAdmin: boolean;
  readonly createdAt: Date;
  readonly followCount: number;
  readonly followerCount: number;
  readonly postCount: number;
}

/** Pictures that members choose for themselves, as the columns of their rows. */
export type MemberPicture = 'avatar' | 'cover';

/** Chosen by a member for pages; empty: as the browser asks, and as the community has it. */
export interface PageChoices {
  readonly locale: string;
  readonly timeZone: string;
}

/** What only the member sees besides. */
export interface OwnProfile extends MemberProfile, PageChoices {
  readonly phone: string;
  readonly balance: number;
  /** Whether a search for members finds this one. */
  readonly isFindable: boolean;
}

/** The columns of a `MemberProfile`, of member. */
export const profileColumns = `id, username, nickname, status, avatar, cover, bio, link, is_admin as "isAdmin", created_at as "createdAt",
  follow_count as "followCount", follower_count as "followerCount", post_count as "postCount"`;

@Injectable()
export class MembersRepository {
  constructor(private readonly db: TenantDatabase) {}

  async findByUsername(username: string): Promise<MemberProfile | null> {
    const [found] = await this.db.query<MemberProfile & Record<string, unknown>>(
      `select ${profileColumns} from member where lower(username) = lower($1) and deleted_at is null`,
      [username],
    );
    return found ?? null;
  }

  async findOwn(id: Id): Promise<OwnProfile | null> {
    const [found] = await this.db.query<OwnProfile & Record<string, unknown>>(
      `select ${profileColumns}, phone, balance, is_findable as "isFindable", locale, time_zone as "timeZone"
         from member where id = $1 and deleted_at is null`,
      [id],
    );
    return found ?? null;
  }

  async findIdsByUsernames(usernames: readonly string[]): Promise<Id[]> {
    const found = await this.db.query<{ id: Id }>(
      `select id from member
        where lower(username) = any(array(select lower(name) from unnest($1::text[]) as name)) and deleted_at is null
        order by id`,
      [usernames],
    );
    return found.map(({ id }) => id);
  }

  async findById(id: Id): Promise<MemberProfile | null> {
    const [found] = await this.db.query<MemberProfile & Record<string, unknown>>(
      `select ${profileColumns} from member where id = $1 and deleted_at is null`,
      [id],
    );
    return found ?? null;
  }

  /** Answers whether it was another one. */
  async setNickname(id: Id, nickname: string): Promise<boolean> {
    const changed = await this.db.query(
      'update member set nickname = $2, revision = revision + 1 where id = $1 and nickname <> $2 returning id',
      [id, nickname],
    );
    return changed.length > 0;
  }

  async setWords(id: Id, bio: string, link: string): Promise<void> {
    await this.db.query(
      'update member set bio = $2, link = $3, revision = revision + 1 where id = $1 and (bio, link) <> ($2, $3)',
      [id, bio, link],
    );
  }

  /** For pages only: nothing that is derived from a member shows them. */
  async setChoices(id: Id, { locale, timeZone }: PageChoices): Promise<void> {
    await this.db.query('update member set locale = $2, time_zone = $3 where id = $1', [id, locale, timeZone]);
  }

  /** Answers whether it was otherwise. */
  async setFindable(id: Id, isFindable: boolean): Promise<boolean> {
    const changed = await this.db.query(
      'update member set is_findable = $2, revision = revision + 1 where id = $1 and is_findable <> $2 returning id',
      [id, isFindable],
    );
    return changed.length > 0;
  }

  /** `isActivity`: others may see the post, so it makes its author one of those who were active lately. */
  async changePostCount(id: Id, by: number, isActivity = false): Promise<void> {
    await this.db.queryAtEnd(
      `update member
          set post_count = post_count + $2, revision = revision + 1,
              last_posted_at = case when $3 then greatest(last_posted_at, now()) else last_posted_at end
        where id = $1`,
      [id, by, isActivity],
    );
  }

  async setPicture(id: Id, which: MemberPicture, key: string): Promise<void> {
    await this.db.query(`update member set ${which} = $2, revision = revision + 1 where id = $1 and ${which} <> $2`, [
      id,
      key,
    ]);
  }

  /** Until the open unit of work ends, who else chooses a picture of this member waits, or makes or deletes a post. */
  async lock(id: Id): Promise<void> {
    await this.db.query('select from member where id = $1 for no key update', [id]);
  }
}
