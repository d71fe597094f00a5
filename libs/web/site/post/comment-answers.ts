import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { AppError, pageOf, type Query as GivenQuery } from '#kernel/http';
import { CommentsService } from '#community/comments';
import { type PostCard, PostsService } from '#community/posts';
import { Pages, type ReadingVisit, type Said } from '#web/shell';
import { Comment, type CommentView, Votes } from '#web/ui';
import { PostModels } from '../posts/post-models.js';
import { sayToScript } from '../posts/post-answers.js';
import { commentViews } from './comment-views.js';
import { actsOf, placeOf, standingOf } from './standing.js';
import { visibly } from './visibly.js';

/** Who did something with which comment or reply. */
export interface CommentAsking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly postId: Id;
  /** The comment or reply. */
  readonly id: Id;
  readonly query: GivenQuery;
}

interface Found {
  readonly visit: ReadingVisit;
  readonly card: PostCard;
  /** The comment that it is, or answers. */
  readonly comment: CommentView;
}

/** What a script is answered that did something with a comment: what of the page has changed. */
@Injectable()
export class CommentAnswers {
  constructor(
    private readonly posts: PostsService,
    private readonly comments: CommentsService,
    private readonly models: PostModels,
    private readonly pages: Pages,
  ) {}

  /** Its votes alone. */
  async votes(asking: CommentAsking): Promise<void> {
    const found = await this.find(asking);
    const { comment } = found;
    const of = [comment, ...comment.replies].find(({ id }) => id === asking.id);
    if (!of) throw new AppError('comment.not-found');
    this.pages.send(asking.reply, Votes({ of, under: comment.id, ...contextOf(found, asking) }));
  }

  /** All of the comment, with the replies to it. `sought`: where its reader is led. */
  async comment(asking: CommentAsking, { said, sought }: { said?: Said; sought?: Id } = {}): Promise<void> {
    const found = await this.find(asking);
    if (said) sayToScript(asking.reply, found.visit, said);
    this.pages.send(asking.reply, Comment({ comment: found.comment, ...contextOf(found, asking), sought }));
  }

  /** By its place among the newest, which no vote changes. */
  private async find({ request, reply, postId, id }: CommentAsking): Promise<Found> {
    const visit = await this.pages.reading(request, reply);
    const { viewer } = visit;
    const card = await visibly(this.posts.getCard(viewer, postId));
    const above = await visibly(this.comments.findPlace(viewer, postId, 'newest', id));
    if (above === null) throw new AppError('comment.not-found');
    const page = pageOf({ page: String(above + 1), page_size: '1' });
    const { cards } = await visibly(this.comments.list(viewer, postId, 'newest', page));
    const [comment] = commentViews(cards, card, visit, this.models);
    if (!comment) throw new AppError('comment.not-found');
    return { visit, card, comment };
  }
}

const contextOf = ({ visit, card }: Found, { postId, query }: CommentAsking) => ({
  ...{ postId, reader: visit.reader },
  at: placeOf(query),
  acts: actsOf(visit, card, standingOf(visit, card)),
});
