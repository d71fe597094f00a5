import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { MediaObjectsService, MediaUrls } from '#community/media';
import { PostAccessService, type RuledPost } from '#community/posts';
import { PurchasesService } from './purchases.service.js';

const secondsValid = 60;

/** A file that a post offers, as its buyer looks at it. */
export interface OfferedFile {
  readonly postId: Id;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Cents, of all files of the post together. */
  readonly price: number;
  /** Whether the member gets it without paying now. */
  readonly isOpen: boolean;
}

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

  async look(member: Member, blockId: Id): Promise<OfferedFile> {
    return ofAttachment(async () => {
      const { post, contentType, size } = await this.find(member, blockId);
      const isOpen = await this.purchases.isOpenTo(member, post);
      return { postId: post.id, contentType, size, price: post.attachmentPrice, isOpen };
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

  private async find(member: Member, blockId: Id): Promise<Found> {
    const found = blockId > 0 ? await this.media.findByBlock(blockId) : null;
    if (!found || !this.urls.pathOf(found.object.key).startsWith('attachment/'))
      throw new AppError('attachment.invalid');
    const { key, contentType, size } = found.object;
    return { key, contentType, size, post: await this.posts.getVisible(member, found.postId) };
  }
}

interface Found extends Pick<OfferedFile, 'contentType' | 'size'> {
  readonly key: string;
  readonly post: RuledPost;
}

/** A post that is gone, be it since a moment ago, has no attachments. */
async function ofAttachment<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError && error.code === 'post.not-found' ? new AppError('attachment.invalid') : error;
  }
}
