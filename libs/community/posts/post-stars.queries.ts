import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import type { Viewer } from '#community/identity';
import { hiddenFromSql, memberCard, type MemberCard, memberCardSql } from '#community/members';

export interface Stargazers {
  readonly members: readonly MemberCard[];
  readonly total: number;
}

/** The newest first, without those whom the viewer gets nothing of. The first row comes even of an empty page, for the total. */
const statement = `
  with hidden as materialized (select ${hiddenFromSql('$1::bigint')} as ids),
  givers as (
    select m.id, s.created_at from post_star s join member m on m.id = s.member_id
     where s.post_id = $2 and m.deleted_at is null and m.id <> all ((select ids from hidden)::bigint[])),
  page as (select * from givers order by created_at desc, id desc limit $3 offset $4)
  select counted.total, page.id, ${memberCardSql({ member: 'm', viewer: '$1::bigint' })}
    from (select count(*) as total from givers) counted
    left join page on true left join member m on m.id = page.id
   order by page.created_at desc, page.id desc`;

@Injectable()
export class PostStarsQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly config: Config,
  ) {}

  async list(viewer: Viewer, postId: Id, { size, offset }: Page): Promise<Stargazers> {
    const rows = await this.db.query<Row & { total: number; id: Id | null }>(statement, [
      viewer?.id ?? null,
      postId,
      size,
      offset,
    ]);
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    const members = rows.filter(({ id }) => id !== null).map((row) => memberCard(row, site));
    return { members, total: rows[0]!.total };
  }
}
