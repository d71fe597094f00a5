import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { AppError, ErrorFilter, type ErrorName } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { MembersOnlyPage } from './members-only.page.js';
import { RefusedPage } from './refused.page.js';
import { SitePages, type Visit } from './site-pages.js';

type Page = (visit: Visit, path: string) => VNode;

const saying =
  (words: (visit: Visit, path: string) => readonly [title: string, more: string]): Page =>
  (visit, path) => {
    const [title, more] = words(visit, path);
    return RefusedPage({ visit, title, more });
  };

/** The refusals that a visitor of pages meets; all others look as they do everywhere. */
const refusalPages: Partial<Record<ErrorName, Page>> = {
  'request.not-found': saying(({ say }) => [say.notFound, say.notFoundMore]),
  'post.not-found': saying(({ say }) => [say.postGone, say.postGoneMore]),
  'invitation.invalid': saying(({ say }) => [say.inviteGone, say.inviteGoneMore]),
  'member.forbidden': saying(({ say }, path) =>
    path.startsWith('/invite/') ? [say.notFound, say.elsewhere] : [say.notPublic, say.notPublicMore],
  ),
  'community.members-only': (visit) => MembersOnlyPage({ visit }),
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
    const page = refusal instanceof AppError && isPage(pathOf(request)) ? refusalPages[refusal.code] : undefined;
    if (!page || reply.sent || !tenantScope.find()) return this.errors.answer(thrown, request, reply);
    const shown = page(this.pages.visit(request), pathOf(request));
    this.pages.send(reply, shown, { status: (refusal as AppError).status });
  }
}

/** Not what programs call or pages load. */
const isPage = (path: string): boolean =>
  !/^\/(v1|platform|media|t|assets|avatars|icons|favicon\.ico|manifest\.webmanifest)(\/|$)/.test(path);

/** A target may be a whole address, so its beginning says nothing. */
function pathOf({ routeOptions, url }: FastifyRequest): string {
  if (routeOptions.url !== undefined) return routeOptions.url;
  return URL.canParse(url, 'http://host') ? new URL(url, 'http://host').pathname : '/';
}
