import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Viewer } from '#community/identity';
import { memberCardSql } from '#community/members';
import { type PostCard, postCardColumns, type PostRevision, seconds } from './post-card.js';
import { PostViews } from './post-views.js';
import { maySeeSql } from './post-visibility.js';

/** What a post says, as its row has it. */
export interface StoredText {
  readonly blocks: readonly { readonly id: Id; readonly type: number }[];
  readonly tags: readonly string[];
  readonly cover: string;
  readonly editCount: number;
  /** Keys of its files, by the ids of their blocks. */
  readonly files: Readonly<Record<string, string>>;
}

@Injectable()
export class PostsQueries {
  constructor(
    private readonly db: TenantDatabase,
    private readonly views: PostViews,
  ) {}

  /** The post as the viewer is to see it, and whether that is allowed; null when there is none. */
  async findCard(viewer: Viewer, id: Id): Promise<{ card: PostCard; visible: boolean } | null> {
    const [row] = await this.db.query<Row & { visible: boolean }>(
      `select ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })} as visible, ${postCardColumns},
              ${memberCardSql({ member: 'm', viewer: '$1::bigint', friend: true })}
         from post p join member m on m.id = p.author_id
        where p.id = $3 and p.deleted_at is null`,
      [viewer?.id ?? null, viewer?.isAdmin ?? false, id],
      'generic',
    );
    return row ? { card: this.views.card(row), visible: row.visible } : null;
  }

  /** Those of the posts that the viewer may see, in no particular order. */
  async listCards(viewer: Viewer, ids: readonly Id[]): Promise<PostCard[]> {
    const rows = await this.db.query(
      `select ${postCardColumns}, ${memberCardSql({ member: 'm', viewer: '$1::bigint' })}
         from post p join member m on m.id = p.author_id
        where p.id = any($3) and ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })}`,
      [viewer?.id ?? null, viewer?.isAdmin ?? false, ids],
    );
    return rows.map((row) => this.views.card(row));
  }

  /** Those of the members, banned ones among them, who are still here and may see the post now. */
  async listReaders(postId: Id, memberIds: readonly Id[]): Promise<Id[]> {
    const rows = await this.db.query<{ id: Id }>(
      `select m.id from post p, member m
        where p.id = $1 and m.id = any($2) and m.deleted_at is null
          and ${maySeeSql({ id: 'm.id', isAdmin: 'm.is_admin' })}
        order by m.id`,
      [postId, memberIds],
    );
    return rows.map(({ id }) => id);
  }

  async findText(id: Id): Promise<StoredText | null> {
    const [found] = await this.db.query<StoredText & Row>(
      `select p.blocks, p.tags, p.cover, p.edit_count as "editCount",
              coalesce((select jsonb_object_agg(u.block_id, o.key)
                          from media_use u join media_object o on o.id = u.object_id
                         where u.subject = 'post' and u.subject_id = p.id), '{}') as files
         from post p where p.id = $1`,
      [id],
    );
    return found ?? null;
  }

  /** The newest first. */
  async listRevisions(postId: Id): Promise<PostRevision[]> {
    return this.db.query<PostRevision & Row>(
      `select number, blocks::text as blocks, case when tags <> '{}' then to_json(tags)::text end as tags, cover, visibility,
              ${seconds('written_at')} as "writtenOn"
         from post_revision where post_id = $1 order by number desc`,
      [postId],
    );
  }
}
