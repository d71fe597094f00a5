import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { visibility } from './post-visibility.js';

/** Takes no more comments; stands first in lists; is one of its author's best. */
export type PostMark = 'is_lock' | 'is_top' | 'is_essence';

/** Each needs the post locked. */
@Injectable()
export class PostMarksRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Answers whether the post has the mark now. */
  async toggle(id: Id, mark: PostMark): Promise<boolean> {
    const [row] = await this.db.query<{ marked: boolean }>(
      `update post set ${mark} = not ${mark}, revision = revision + 1 where id = $1 returning ${mark} as marked`,
      [id],
    );
    return row!.marked;
  }

  /** What nobody sees stands nowhere first. */
  async setVisibility(id: Id, level: number): Promise<void> {
    await this.db.query(
      `update post
          set visibility = $2::smallint, visibility_changed_at = now(), revision = revision + 1,
              is_top = is_top and $2::smallint <> ${visibility.nobody}
        where id = $1`,
      [id, level],
    );
  }
}
