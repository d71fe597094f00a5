import { Injectable } from '@nestjs/common';
import { type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { memberCardSql } from '#community/members';
import { type PostCard, postCardColumns, PostViews } from '#community/posts';
import type { TimelineSource } from './timeline-sources.queries.js';

@Injectable()
export class TimelinesQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
  ) {}

  async list(viewer: Viewer, { ids, order, idValues }: TimelineSource, { size, offset }: Page): Promise<PostCard[]> {
    const rows = await this.db.query<Row>(
      `select ${postCardColumns}, ${memberCardSql({ member: 'm', viewer: '$1::bigint' })}
         from (${ids}) page join post p on p.id = page.id join member m on m.id = p.author_id
        order by ${order}`,
      [viewer?.id ?? null, size, offset, ...idValues],
    );
    return rows.map((row) => this.views.card(row));
  }

  async count({ count, countValues }: TimelineSource): Promise<number> {
    const [row] = await this.db.query<{ total: number }>(count, [...countValues]);
    return row!.total;
  }
}
