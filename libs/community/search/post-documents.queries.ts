import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { SearchDocument } from '#kernel/search-index';
import { blockType } from '#community/posts';

/** A post as the index is to have it; of one that is gone only id and revision count. */
export interface PostDocument extends SearchDocument {
  readonly isGone: boolean;
}

/** Titles, texts, and what pictures and films are said to show. What hides a post until it is asked for is not found. */
const document = `
  select p.id, p.revision, p.author_id as "authorId", p.visibility, p.is_top as "isTop",
         p.latest_replied_at as "activeAt", p.tags, p.deleted_at is not null as "isGone",
         coalesce((select string_agg(case when (block ->> 'type')::int in (${blockType.title}, ${blockType.text})
                                          then block ->> 'content' else block ->> 'alt' end, E'\\n' order by place)
                     from jsonb_array_elements(p.blocks) with ordinality as written (block, place)), '') as text
    from post p`;

@Injectable()
export class PostDocumentsQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Null once it is purged. */
  async find(postId: Id): Promise<PostDocument | null> {
    const [found] = await this.db.query<PostDocument & Row>(`${document} where p.id = $1`, [postId]);
    return found ?? null;
  }

  async listOf(ids: readonly Id[]): Promise<PostDocument[]> {
    return this.db.query<PostDocument & Row>(`${document} where p.id = any($1) order by p.id`, [ids]);
  }

  /** In the order of their ids, from the one behind `afterId`. */
  async list(afterId: Id, limit: number): Promise<PostDocument[]> {
    return this.db.query<PostDocument & Row>(`${document} where p.id > $1 order by p.id limit $2`, [afterId, limit]);
  }
}
