import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ErrorFilter, type ErrorName } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { RefusedPage } from './refused.page.js';
import { SitePages, type Visit } from './site-pages.js';

type Words = (visit: Visit, path: string) => readonly [title: string, more: string];

/** The refusals that a visitor of pages meets; all others look as they do everywhere. */
const words: Partial<Record<ErrorName, Words>> = {
  'request.not-found': ({ say }) => [say.notFound, say.notFoundMore],
  'post.not-found': ({ say }) => [say.postGone, say.postGoneMore],
  'invitation.invalid': ({ say }) => [say.inviteGone, say.inviteGoneMore],
  'member.forbidden': ({ say }, path) =>
    path.startsWith('/invite/') ? [say.notFound, say.elsewhere] : [say.notPublic, say.notPublicMore],
};

/** Gives what cannot be found on a community's site the look of that site. Stands before the filter of all surfaces. */
@Catch()
@Injectable()
export class RefusedPageFilter implements ExceptionFilter {
  constructor(
    private readonly errors: ErrorFilter,
    private readonly pages: SitePages,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = thrown instanceof NotFoundException ? new AppError('request.not-found') : thrown;
    const found = refusal instanceof AppError && isPage(pathOf(request)) ? words[refusal.code] : undefined;
    if (!found || reply.sent || !tenantScope.find()) return this.errors.answer(thrown, request, reply);
    const visit = this.pages.visit(request);
    const [title, more] = found(visit, pathOf(request));
    this.pages.send(reply, RefusedPage({ visit, title, more }), { status: (refusal as AppError).status });
  }
}

/** Not what programs call or pages load. */
const isPage = (path: string): boolean => !/^\/(v1|platform|media|assets|avatars)(\/|$)/.test(path);

/** A target may be a whole address, so its beginning says nothing. */
function pathOf({ routeOptions, url }: FastifyRequest): string {
  if (routeOptions.url !== undefined) return routeOptions.url;
  return URL.canParse(url, 'http://host') ? new URL(url, 'http://host').pathname : '/';
}
