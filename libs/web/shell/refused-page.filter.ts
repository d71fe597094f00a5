import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { AppError, ErrorFilter, type ErrorName, isPage, pathOf } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { textOf } from './forms.js';
import { LateForms, signInPath } from './late-forms.js';
import { MembersOnlyPage } from './members-only.page.js';
import { Pages } from './pages.js';
import { RefusedPage } from './refused.page.js';
import { SentForm, type SentTexts } from './sent-form.js';
import type { Visit } from './visit.js';

/** `sent`: what somebody has typed, where it was a form of ours. */
type Page = (visit: Visit, request: FastifyRequest, sent: SentTexts | null) => VNode;

const saying =
  (words: (visit: Visit) => readonly [title: string, more: string]): Page =>
  (visit, _request, sent) => {
    const [title, more] = words(visit);
    return RefusedPage({ visit, title, more, sent });
  };

/** Of what somebody may want to ask about. */
const numbered =
  (words: (visit: Visit) => readonly [title: string, more: string]): Page =>
  (visit, { id }, sent) => {
    const [title, more] = words(visit);
    return RefusedPage({ visit, title, more, note: visit.say.requestId(id), sent });
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
  'member.phone-required': refusal('member.phone-required'),
  'tenant.read-only': saying(({ say }) => [say.readOnly, say.readOnlyMore]),
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
    private readonly forms: SentForm,
    private readonly late: LateForms,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void | Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const isOurs = tenantScope.find() && isPage(pathOf(request.url)) && !reply.sent;
    if (!isOurs) return this.errors.answer(thrown, request, reply);
    const refused =
      thrown instanceof NotFoundException ? new AppError('request.not-found') : this.errors.refusalOf(thrown, request);
    if (request.method === 'GET') return this.refuse(refused, request, reply);
    return this.refuseForm(refused, request, reply).catch((error: unknown) =>
      this.errors.answer(error, request, reply),
    );
  }

  private async refuseForm(refused: AppError, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const sent = await this.forms.of(request);
    const isSignedOut = signedOut.has(refused.code);
    if (sent && isSignedOut && (await this.late.signedOut(sent, request, reply))) return;
    if (sent && refused.code === 'form.outdated' && (await this.late.outdated(sent, request, reply))) return;
    this.refuse(refused, request, reply, sent);
  }

  private refuse(refused: AppError, request: FastifyRequest, reply: FastifyReply, sent: SentTexts | null = null): void {
    if (signedOut.has(refused.code)) return this.pages.redirect(reply, signInPath(request));
    const page = pagesByName[refused.code] ?? pagesByStatus[refused.status];
    if (!page) return this.errors.answer(refused, request, reply);
    this.errors.prepare(refused, request, reply);
    this.pages.send(reply, page(this.pages.visit(request), request, sent), { status: refused.status });
  }
}

/** Its title says that it was not accepted, and its own text why. */
function refusal(name: ErrorName): Page {
  return (visit, _request, sent) =>
    RefusedPage({ visit, title: visit.say.elsewhere, more: textOf(name, visit.reader.locale), sent });
}
