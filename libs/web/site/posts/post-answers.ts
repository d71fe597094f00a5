import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { PostsService } from '#community/posts';
import { Pages, type ReadingVisit, type Said } from '#web/shell';
import { Marks, PostCard, topicPath, WholePost } from '#web/ui';
import { visibly } from '../post/visibly.js';
import { ShownPosts } from './shown-posts.js';

/** Who did something with which post, and where. */
export interface Asking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly id: Id;
  readonly back: string;
}

/** Whether a script of ours asks, which wants a part of a page. */
export const isScript = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean => headers['hx-request'] === 'true';

/** What a script says of what was done. */
export function sayToScript(reply: FastifyReply, { say }: ReadingVisit, said: Said): void {
  void reply.header('x-said', encodeURIComponent(say.said[said]));
}

/** The number of the card by which somebody was, and the page that it stands on. */
export function cardIn(back: string): { page: string; card: Id | null } {
  const [, page = back, number] = /^(.*)#post-(\d{1,15})$/.exec(back) ?? [];
  return { page, card: number === undefined ? null : Number(number) };
}

/** Whoever did something with a post goes back to where it stood; a script gets only what has changed. */
@Injectable()
export class PostAnswers {
  constructor(
    private readonly posts: PostsService,
    private readonly shown: ShownPosts,
    private readonly pages: Pages,
  ) {}

  /** What was pressed below it. */
  async marks({ request, reply, id, back }: Asking, said?: Said): Promise<void> {
    if (!isScript(request)) return this.pages.redirect(reply, back, said);
    const visit = await this.pages.reading(request, reply);
    const post = await this.shown.get(visit, await visibly(this.posts.getCard(visit.viewer, id)));
    if (said) sayToScript(reply, visit, said);
    this.pages.send(reply, Marks({ post, reader: visit.reader, token: visit.formToken, back }));
  }

  /** All of its card, as it stands in a list or on its own page. */
  async card({ request, reply, id, back }: Asking, said: Said): Promise<void> {
    if (!isScript(request)) return this.pages.redirect(reply, back, said);
    const visit = await this.pages.reading(request, reply);
    const { page: here, card } = cardIn(back);
    const post = await this.shown.get(visit, await visibly(this.posts.getCard(visit.viewer, card ?? id)));
    sayToScript(reply, visit, said);
    const { reader, formToken: token, settings } = visit;
    const model = { post, reader, topicPath, token, here };
    this.pages.send(reply, card === null ? WholePost(model) : PostCard({ ...model, foldAt: settings.webEllipsisSize }));
  }

  /** Nothing is left of it. */
  async gone({ request, reply, back }: Asking, said: Said): Promise<void> {
    if (!isScript(request)) return this.pages.redirect(reply, back, said);
    sayToScript(reply, await this.pages.reading(request, reply), said);
    void reply
      .status(200)
      .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .send('');
  }
}
