import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MediaObjectsService } from '#community/media';
import { PostCommentsService, type RuledPost } from '#community/posts';
import { CommentsRepository, type MadeComment, type NewComment } from './comments.repository.js';

export type CommentContent = Pick<NewComment, 'parentId' | 'authorId' | 'atMemberId' | 'blocks' | 'ip'>;

/** What a new comment and a new reply have in common. */
@Injectable()
export class CommentAdditions {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly posts: PostCommentsService,
    private readonly media: MediaObjectsService,
  ) {}

  /**
   * In the unit of work that has the post locked. The same content from the same author within seconds is the echo of
   * a click: it is answered with what the first one made, and `isNew` says that nothing has changed.
   */
  async add(post: RuledPost, content: CommentContent): Promise<MadeComment> {
    const made = await this.comments.insert({ ...content, postId: post.id, requestKey: keyOf(post, content) });
    if (made.isNew) await Promise.all([this.posts.add(post), this.claim(made, content.authorId)]);
    return made;
  }

  private async claim({ id, files }: MadeComment, ownerId: number): Promise<void> {
    if (!files) return;
    const uses = files.map((block) => ({ key: block.media, blockId: block.id }));
    await this.media.use({ kind: 'comment', id }, uses, { ownerId, refusal: 'comment.not-published' });
  }
}

const keyOf = ({ id }: RuledPost, { parentId, atMemberId, blocks }: CommentContent): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([id, parentId, atMemberId, blocks]))
    .digest();
