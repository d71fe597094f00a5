import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { MediaObjectsService, MediaUrls } from '#community/media';
import { PostAccessService, type RuledPost } from '#community/posts';
import { PurchasesService } from './purchases.service.js';

const secondsValid = 60;

/** The files that posts offer for saving, free or sold. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly media: MediaObjectsService,
    private readonly urls: MediaUrls,
    private readonly posts: PostAccessService,
    private readonly purchases: PurchasesService,
  ) {}

  /** Whether the member gets it without paying now. */
  async isPaid(member: Member, blockId: Id): Promise<boolean> {
    return ofAttachment(async () => {
      const { post } = await this.find(member, blockId);
      return this.purchases.isOpenTo(member, post);
    });
  }

  /** An address that is good for a minute; what is sold is bought on the spot. */
  async open(member: Member, blockId: Id): Promise<string> {
    return ofAttachment(async () => {
      const { key, post } = await this.find(member, blockId);
      if (!(await this.purchases.isOpenTo(member, post))) await this.purchases.buy(member, post);
      return this.urls.signedUrl(key, secondsValid);
    });
  }

  private async find(member: Member, blockId: Id): Promise<{ key: string; post: RuledPost }> {
    const found = blockId > 0 ? await this.media.findByBlock(blockId) : null;
    if (!found || !this.urls.pathOf(found.object.key).startsWith('attachment/'))
      throw new AppError('attachment.invalid');
    return { key: found.object.key, post: await this.posts.getVisible(member, found.postId) };
  }
}

/** A post that is gone, be it since a moment ago, has no attachments. */
async function ofAttachment<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError && error.code === 'post.not-found' ? new AppError('attachment.invalid') : error;
  }
}
