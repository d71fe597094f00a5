import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { AppError, ErrorFilter, type ErrorName, isPage, pathOf } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { textOf } from './forms.js';
import { MembersOnlyPage } from './members-only.page.js';
import { Pages } from './pages.js';
import { RefusedPage } from './refused.page.js';
import type { Visit } from './visit.js';

type Page = (visit: Visit, request: FastifyRequest) => VNode;

const saying =
  (words: (visit: Visit) => readonly [title: string, more: string]): Page =>
  (visit) => {
    const [title, more] = words(visit);
    return RefusedPage({ visit, title, more });
  };

/** Of what somebody may want to ask about. */
const numbered =
  (words: (visit: Visit) => readonly [title: string, more: string]): Page =>
  (visit, { id }) => {
    const [title, more] = words(visit);
    return RefusedPage({ visit, title, more, note: visit.say.requestId(id) });
  };

const notHere = saying(({ say }) => [say.notFound, say.notFoundMore]);
/** What was deleted, is hidden, is kept from this viewer, and never was, look the same to a stranger. */
const postGone = saying(({ say }) => [say.postGone, say.postGoneMore]);
const mayNot = saying(({ say }) => [say.forbidden, say.forbiddenMore]);

/** The refusals that have a page of their own; all others have one by their HTTP status. */
const pagesByName: Partial<Record<ErrorName, Page>> = {
  'post.not-found': postGone,
  'invitation.invalid': saying(({ say }) => [say.inviteGone, say.inviteGoneMore]),
  'member.banned': saying(({ say }) => [say.banned, say.bannedMore]),
  'form.elsewhere': refusal('form.elsewhere'),
  'form.outdated': refusal('form.outdated'),
  'community.members-only': (visit) => MembersOnlyPage({ visit }),
};
const pagesByStatus: Readonly<Record<number, Page>> = {
  400: notHere,
  403: mayNot,
  404: notHere,
  409: mayNot,
  429: numbered(({ say }) => [say.tooMany, say.tooManyMore]),
  500: numbered(({ say }) => [say.failed, say.failedMore]),
  503: numbered(({ say }) => [say.busy, say.busyMore]),
};

/** Who has to sign in first. */
const signedOut = new Set<ErrorName>(['auth.token-invalid', 'auth.token-revoked', 'auth.no-account']);

/** Gives what is refused on a community's pages the look of that community. Stands before the filter of all surfaces. */
@Catch()
@Injectable()
export class RefusedPageFilter implements ExceptionFilter {
  constructor(
    private readonly errors: ErrorFilter,
    private readonly pages: Pages,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const isOurs = tenantScope.find() && isPage(pathOf(request.url)) && !reply.sent;
    if (!isOurs) return this.errors.answer(thrown, request, reply);
    const refused =
      thrown instanceof NotFoundException ? new AppError('request.not-found') : this.errors.refusalOf(thrown, request);
    if (signedOut.has(refused.code)) return this.pages.redirect(reply, signInPath(request));
    const page = pagesByName[refused.code] ?? pagesByStatus[refused.status];
    if (!page) return this.errors.answer(refused, request, reply);
    this.errors.prepare(refused, request, reply);
    this.pages.send(reply, page(this.pages.visit(request), request), { status: refused.status });
  }
}

/** And back to where somebody wanted to go; after a form, to the page that it stood on. */
export function signInPath({ method, url, headers }: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): string {
  const { referer = '' } = headers;
  const from = URL.canParse(referer) ? new URL(referer) : null;
  const wanted = method === 'GET' ? url : from ? from.pathname + from.search : '/';
  return `/sign-in?${new URLSearchParams({ next: wanted })}`;
}

/** Its title says that it was not accepted, and its own text why. */
function refusal(name: ErrorName): Page {
  return (visit) => RefusedPage({ visit, title: visit.say.elsewhere, more: textOf(name, visit.reader.locale) });
}
