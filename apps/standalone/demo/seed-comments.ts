import type { INestApplicationContext } from '@nestjs/common';
import type { Id } from '#kernel/database';
import {
  CommentHighlightsService,
  CommentRemovalsService,
  CommentsService,
  CommentVotesService,
  RepliesService,
} from '#community/comments';
import type { Member } from '#community/identity';
import type { DemoComment } from './demo-content.js';
import { mentionsIn, textBlock } from './demo-texts.js';

type Finder = (name: string) => Member;

/** What others say to a post, and what is thought of that. */
export class CommentSeeder {
  private readonly comments: CommentsService;
  private readonly replies: RepliesService;
  private readonly votes: CommentVotesService;
  private readonly highlights: CommentHighlightsService;
  private readonly removals: CommentRemovalsService;

  constructor(
    app: INestApplicationContext,
    private readonly member: Finder,
  ) {
    this.comments = app.get(CommentsService, { strict: false });
    this.replies = app.get(RepliesService, { strict: false });
    this.votes = app.get(CommentVotesService, { strict: false });
    this.highlights = app.get(CommentHighlightsService, { strict: false });
    this.removals = app.get(CommentRemovalsService, { strict: false });
  }

  async add(post: { readonly id: Id; readonly by: string }, comment: DemoComment): Promise<void> {
    const { by, text, replies = [], stars = [], isHighlight, isDeleted } = comment;
    const draft = { postId: post.id, blocks: [textBlock(text)], mentions: mentionsIn(text), ip: null };
    const { id } = await this.comments.publish(this.member(by), draft);
    const target = { postId: post.id, commentId: id, replyId: null };
    for (const name of stars) await this.votes.cast(this.member(name), target, 1, 'comment.up-failed');
    if (isHighlight) await this.highlights.toggle(this.member(post.by), id);
    for (const reply of replies) {
      const atMemberId = reply.to === undefined ? null : this.member(reply.to).id;
      await this.replies.publish(this.member(reply.by), { commentId: id, content: reply.text, atMemberId, ip: null });
    }
    if (isDeleted) await this.removals.removeComment(this.member(by), id);
  }
}
