import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { looseIdFrom, type Page, pageOf, type Query as GivenQuery } from '#kernel/http';
import { type CommentCard, CommentsService, type CommentStyle } from '#community/comments';
import { PostsService } from '#community/posts';
import { Pages, type ReadingVisit, SiteFigures } from '#web/shell';
import { postPath } from '#web/ui';
import { PostModels } from '../posts/post-models.js';
import { ShownPosts } from '../posts/shown-posts.js';
import { NoBox } from './comment-box.js';
import { commentViews } from './comment-views.js';
import { type Answered, PostPage } from './post.page.js';
import { postTexts } from './post.texts.js';
import { actsOf, placeOf, standingOf } from './standing.js';
import { visibly } from './visibly.js';
import type { Unsaid } from './writer.js';

const size = 50;

/** What is asked of the page besides its post. */
interface Asked {
  readonly style: CommentStyle;
  /** A comment or reply that is to be on the page, whichever page that is; 0 for none. */
  readonly wanted: Id;
  /** The same, and a form below it. */
  readonly reply: Id;
}

/** What somebody wanted to say, for the page that says why that was not said. */
export type Kept = (visit: ReadingVisit) => Unsaid;

/** The page of a post: as it is opened, and as it is shown again when something could not be said. */
@Injectable()
export class ShownPost {
  constructor(
    private readonly posts: PostsService,
    private readonly comments: CommentsService,
    private readonly figures: SiteFigures,
    private readonly models: PostModels,
    private readonly shown: ShownPosts,
    private readonly pages: Pages,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply, id: Id, query: GivenQuery, kept?: Kept): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const unsaid = kept?.(visit);
    const card = await visibly(this.posts.getCard(visit.viewer, id));
    const asked = askedIn(query, unsaid);
    const { page, isFound } = await visibly(this.pageFor(visit, id, asked, query));
    const [{ cards, total }, figures, post] = await Promise.all([
      visibly(this.comments.list(visit.viewer, id, asked.style, page)),
      this.figures.read(),
      this.shown.get(visit, card),
    ]);
    const standing = standingOf(visit, card);
    const model = {
      ...{ visit, figures, post, standing, unsaid },
      say: postTexts[visit.reader.locale],
      comments: commentViews(cards, card, visit, this.models),
      at: { ...placeOf(query), page: page.page },
      more: cards.length > 0 && page.offset + cards.length < total,
      acts: actsOf(visit, card, standing),
      sought: asked.reply === 0 && isFound ? asked.wanted : undefined,
      isGone: !isFound,
      answered: standing === 'open' ? answeredIn(cards, asked.reply) : undefined,
    };
    this.pages.send(reply, PostPage(model), { status: unsaid ? 422 : 200 });
  }

  /** Why nothing can be said there any more, in place of the box of somebody who is still writing; nothing while they can. */
  async sendStanding(request: FastifyRequest, reply: FastifyReply, id: Id): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const standing = standingOf(visit, await visibly(this.posts.getCard(visit.viewer, id)));
    if (standing === 'open') return void reply.status(204).header('cache-control', 'no-store').send();
    const say = postTexts[visit.reader.locale];
    this.pages.send(reply, NoBox({ visit, say, standing, path: postPath(id), unsaid: undefined, keeps: true }));
  }

  /** The page that holds what is wanted; without that, or where that is gone, the one that was asked for. */
  private async pageFor(
    { viewer }: ReadingVisit,
    id: Id,
    { style, wanted }: Asked,
    query: GivenQuery,
  ): Promise<{ page: Page; isFound: boolean }> {
    const above = wanted ? await this.comments.findPlace(viewer, id, style, wanted) : null;
    const number = above === null ? query['page'] : String(Math.floor(above / size) + 1);
    return { page: pageOf({ page: number, page_size: String(size) }), isFound: !wanted || above !== null };
  }
}

function askedIn(query: GivenQuery, unsaid: Unsaid | undefined): Asked {
  const reply = unsaid ? (unsaid.answers ?? 0) : looseIdFrom(query, 'reply');
  const style = (placeOf(query).style ?? 'default') as CommentStyle;
  return { style, reply, wanted: reply || (unsaid ? 0 : looseIdFrom(query, 'comment')) };
}

/** Who answers a comment speaks to its author anyway; who answers a reply says so. */
function answeredIn(cards: readonly CommentCard[], id: Id): Answered | undefined {
  for (const card of cards) {
    if (card.id === id) return { under: id, id, name: card.author.nickname };
    const reply = card.replies.find((one) => one.id === id);
    if (reply) return { under: card.id, id, name: reply.author.nickname, memberId: reply.author.id };
  }
  return undefined;
}
