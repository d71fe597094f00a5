import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { MediaUrls } from '#community/media';
import { CommunitySettings } from '#community/site';
import { PostAccessService } from './post-access.service.js';
import { isAttachment, type MediaKeys, storedBlock } from './post-blocks.js';
import { composeText, type PostText } from './post-drafts.js';
import { PostPublishingService } from './post-publishing.service.js';
import type { EditPostDto } from './posts.dto.js';
import { PostsQueries, type StoredText } from './posts.queries.js';
import type { RuledPost } from './posts.repository.js';

/** All former texts of a post are kept, so there is an end to them. */
const mostEdits = 100;

@Injectable()
export class PostEditsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly access: PostAccessService,
    private readonly queries: PostsQueries,
    private readonly publishing: PostPublishingService,
    private readonly settings: CommunitySettings,
    private readonly media: MediaUrls,
  ) {}

  /** By its author only; also of a locked post. What is said already changes nothing. */
  async edit(author: Member, { id, ...body }: EditPostDto): Promise<void> {
    const settings = await this.settings.get();
    await this.db.transaction(async () => {
      const [post, former] = await Promise.all([this.access.getLocked(id), this.queries.findText(id)]);
      refuseOthers(author, post);
      const text = composeText(body, post.attachmentPrice, settings, this.keysWith(former!));
      if (isSame(id, former!, text)) return;
      if (former!.editCount >= mostEdits)
        throw new AppError('post.not-published', {}, `A post can be edited ${mostEdits} times.`);
      await this.publishing.rewrite(post, text);
    });
  }

  /** Nobody has the address of an attachment: the one to keep is named by its block. */
  private keysWith({ files }: StoredText): MediaKeys {
    return { keyOf: (url) => this.media.keyOf(url), keyOfBlock: (id) => files[id] ?? null };
  }
}

function refuseOthers({ id }: Member, { authorId, isRepost }: RuledPost): void {
  if (authorId !== id) throw new AppError('member.forbidden');
  if (isRepost) throw new AppError('member.forbidden', {}, 'A repeated post says nothing itself.');
}

/** Block ids come anew with each edit, but those of attachments say which file it is. */
function isSame(postId: Id, former: StoredText, { blocks, tags, cover }: PostText): boolean {
  const stored = former.blocks.map(({ id, ...block }) => (isAttachment(block) ? { id, ...block } : block));
  const given = blocks.map((block) => ({ ...storedBlock(block), post_id: postId }));
  return isDeepStrictEqual({ blocks: stored, tags: former.tags, cover: former.cover }, { blocks: given, tags, cover });
}
