import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Viewer } from '#community/identity';
import { memberCardSql } from '#community/members';
import { type PostCard, postCardColumns } from './post-card.js';
import { postRevisionColumn } from './post-refs.js';
import { PostViews } from './post-views.js';
import { maySeeSql, publicSql } from './post-visibility.js';

/** A card without a viewer, as of a revision. */
export interface RevisedCard {
  readonly card: PostCard;
  readonly revision: string;
}

/** The columns of a `RevisedCard`, from rows `p` of post and `m` of its author. */
export const revisedCardColumns = `${postCardColumns}, ${memberCardSql({ member: 'm', viewer: null })}, ${postRevisionColumn}`;

@Injectable()
export class PostCardsQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
  ) {}

  revised(row: Row): RevisedCard {
    return { card: this.views.card(row), revision: row['revision'] as string };
  }

  /** Whoever may see them, in no particular order: for those who have asked that already. */
  async listAny(ids: readonly Id[]): Promise<RevisedCard[]> {
    return this.list('p.id = any($1)', [ids]);
  }

  /** Those that the viewer may see. */
  async listVisible(viewer: Viewer, ids: readonly Id[]): Promise<RevisedCard[]> {
    if (!viewer) return this.list(`p.id = any($1) and ${publicSql()}`, [ids]);
    const visible = maySeeSql({ id: '$2::bigint', isAdmin: String(viewer.isAdmin) });
    return this.list(`p.id = any($1) and ${visible}`, [ids, viewer.id]);
  }

  private async list(condition: string, values: unknown[]): Promise<RevisedCard[]> {
    const rows = await this.db.query(
      `select ${revisedCardColumns} from post p join member m on m.id = p.author_id where ${condition}`,
      values,
      'generic',
    );
    return rows.map((row) => this.revised(row));
  }
}
