import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { memberCard, type MemberCard, memberCardSql } from '#community/members';

/** A member as those see them who look after the community. */
export interface AdministeredMember {
  readonly card: MemberCard;
  readonly joinedAt: Date;
  readonly postCount: number;
  /** Whether who does not know them is pointed to them. */
  readonly isFindable: boolean;
  readonly bio: string;
}

/** `administrators`: who looks after the community. */
export type MembersAmong = 'all' | 'administrators' | 'suspended';

export interface MembersStretch {
  readonly among: MembersAmong;
  /** A part of the username or nickname; empty for everybody. */
  readonly words: string;
  /** Only who joined before the member of this id. */
  readonly before: Id | null;
  readonly limit: number;
}

const isAmong: Readonly<Record<MembersAmong, string>> = {
  all: 'true',
  administrators: 'm.is_admin',
  suspended: 'm.status = 2',
};

type MemberRow = Row & Omit<AdministeredMember, 'card'>;

const columns = `m.created_at as "joinedAt", m.post_count as "postCount", m.is_findable as "isFindable", m.bio,
  ${memberCardSql({ member: 'm', viewer: null })}`;

@Injectable()
export class MembersAdministrationQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly config: Config,
  ) {}

  /** The newest first; the suspended and those who are not to be found by others among them. */
  async list({ among, words, before, limit }: MembersStretch): Promise<AdministeredMember[]> {
    const rows = await this.db.query<MemberRow>(
      `select ${columns} from member m
        where m.deleted_at is null and ${isAmong[among]} and ($2::bigint is null or m.id < $2)
          and ($1 = '' or strpos(lower(m.username), lower($1)) > 0 or strpos(lower(m.nickname), lower($1)) > 0)
        order by m.id desc limit $3`,
      [words, before, limit],
    );
    return rows.map((row) => this.member(row));
  }

  async findById(id: Id): Promise<AdministeredMember | null> {
    const [row] = await this.db.query<MemberRow>(
      `select ${columns} from member m where m.id = $1 and m.deleted_at is null`,
      [id],
    );
    return row ? this.member(row) : null;
  }

  /** In capitals or not, in any order. */
  async listNamed(usernames: readonly string[]): Promise<AdministeredMember[]> {
    const rows = await this.db.query<MemberRow>(
      `select ${columns} from member m where lower(m.username) = any($1::text[]) and m.deleted_at is null`,
      [usernames.map((name) => name.toLowerCase())],
    );
    return rows.map((row) => this.member(row));
  }

  /** Those who run the community, the first of all first; none who is suspended. */
  async listAdministrators(limit: number): Promise<AdministeredMember[]> {
    const rows = await this.db.query<MemberRow>(
      `select ${columns} from member m
        where m.is_admin and m.status = 1 and m.deleted_at is null order by m.id limit $1`,
      [limit],
    );
    return rows.map((row) => this.member(row));
  }

  private member(row: MemberRow): AdministeredMember {
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    const { joinedAt, postCount, isFindable, bio } = row;
    return { card: memberCard(row, site), joinedAt, postCount, isFindable, bio };
  }
}
