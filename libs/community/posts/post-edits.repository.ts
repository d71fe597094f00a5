import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { type NewBlock, storedBlock } from './post-blocks.js';
import { blockIdsSql, blocksSql } from './posts.repository.js';

export interface NewText {
  readonly blocks: readonly NewBlock[];
  readonly tags: readonly string[];
  readonly tagKeys: readonly string[];
  readonly cover: string;
}

/** What blocks say of their files holds for the present ones only. */
const withoutFiles = `
  coalesce((select jsonb_agg(block - 'file' order by place)
              from jsonb_array_elements(blocks) with ordinality as given (block, place)), '[]')`;

@Injectable()
export class PostEditsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Keeps what the post said and has it say this. Needs it locked, in a statement before this one. What it said is
   * numbered after those that are kept, so that no wrong counter stands in the way of an edit. Answers the ids of its
   * blocks, in their order.
   */
  async replaceText(id: Id, { blocks, tags, tagKeys, cover }: NewText): Promise<readonly Id[]> {
    const [edited] = await this.db.query<{ blockIds: Id[] }>(
      `with former as (
         insert into post_revision (post_id, number, blocks, tags, cover, visibility, written_at)
         select id, (select coalesce(max(number), 0) + 1 from post_revision where post_id = $1), ${withoutFiles}, tags,
                cover, visibility, modified_at
           from post where id = $1)
       update post p
          set blocks = ${blocksSql('$2', 'p.id')}, tags = $3, tag_keys = $4, cover = $5, edit_count = edit_count + 1,
              modified_at = now(), revision = revision + 1
        where id = $1 returning ${blockIdsSql} as "blockIds"`,
      [id, JSON.stringify(blocks.map(storedBlock)), tags, tagKeys, cover],
    );
    return edited!.blockIds;
  }
}
