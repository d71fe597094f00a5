import { Injectable } from '@nestjs/common';
import { type Row, TenantDatabase } from '#kernel/database';
import type { SiteTextName } from '#community/site';

/** How a community stands, for whoever looks after it. */
export interface CommunityStanding {
  readonly members: number;
  /** Of these, who joined within seven days. */
  readonly newMembers: number;
  /** Who has written within seven days what others may read. */
  readonly writers: number;
  /** That everybody may read. */
  readonly posts: number;
  readonly newPosts: number;
  /** Of all files. */
  readonly bytes: number;
  /** What the owner has written. */
  readonly texts: readonly SiteTextName[];
}

@Injectable()
export class CommunityStandingQueries {
  constructor(private readonly db: TenantDatabase) {}

  async read(): Promise<CommunityStanding> {
    const [standing] = await this.db.query<CommunityStanding & Row>(
      `select of_members.*, of_posts.*,
              coalesce((select bytes from media_usage where member_id = 0), 0)::bigint as bytes,
              coalesce((select jsonb_agg(name) from site_text), '[]') as texts
         from (select count(*) as members,
                      count(*) filter (where created_at > now() - interval '7 days') as "newMembers",
                      count(*) filter (where last_posted_at > now() - interval '7 days') as writers
                 from member where deleted_at is null) of_members,
              (select count(*) as posts, count(*) filter (where created_at > now() - interval '7 days') as "newPosts"
                 from post where visibility = 90 and deleted_at is null) of_posts`,
    );
    return standing!;
  }
}
