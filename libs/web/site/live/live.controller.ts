import { Controller, Get, Ip, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { type Query as GivenQuery, Traffic } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Anyone, CurrentViewer, SessionCookies, type Viewer } from '#community/identity';
import { type LiveEvent, LiveService } from '#community/live';
import { mediaSignal } from '#community/media';
import { messagesSignal } from '#community/messages';
import { commentsSignal, newPostsSignal } from '#community/posts';
import { isSameSite } from '#web/shell';

const mostPosts = 20;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no', // a proxy that keeps it until the end would keep all of it
};

/**
 * The one way by which a browser stays connected: libs/web/client/live.js. 204 says that it cannot be, and that what is
 * new is to be asked for now and then.
 */
@Controller('live')
@Anyone()
export class LiveController {
  constructor(
    private readonly live: LiveService,
    private readonly cookies: SessionCookies,
    private readonly traffic: Traffic,
  ) {}

  @Get()
  async connect(
    @CurrentViewer() viewer: Viewer,
    @Query() { age, post }: GivenQuery,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = viewer ? this.cookies.tokenIn(request.headers.cookie) : undefined;
    const events = eventsFor(viewer, numbersIn(post).slice(0, mostPosts));
    const wish = { viewer, token, ip, events, age: numbersIn(age)[0] ?? Infinity };
    const stream = wants(request) ? await this.live.open(wish) : null;
    if (stream) this.traffic.leave(request);
    if (stream) void reply.headers(headers).send(stream);
    else void reply.status(204).header('cache-control', 'no-store').send();
  }
}

/** Only what browsers open for it: whoever asks for a page or a file would wait for its end. */
function wants(request: FastifyRequest): boolean {
  const isStream = /\btext\/event-stream\b/.test(request.headers.accept ?? '');
  return request.method === 'GET' && isStream && isSameSite(request, tenantScope.current());
}

/** Of posts only those that everybody may see are signalled at all, so nobody learns from one that a post is there. */
function eventsFor(viewer: Viewer, posts: readonly Id[]): ReadonlyMap<string, LiveEvent> {
  const events = new Map<string, LiveEvent>([[newPostsSignal, { event: 'posts' }]]);
  for (const post of posts) events.set(commentsSignal(post), { event: 'comments', about: { post } });
  if (!viewer) return events;
  return events.set(messagesSignal(viewer.id), { event: 'messages' }).set(mediaSignal(viewer.id), { event: 'media' });
}

const numbersIn = (given: unknown): number[] =>
  typeof given === 'string'
    ? given
        .split(',')
        .filter((part) => /^\d{1,15}$/.test(part))
        .map(Number)
    : [];
