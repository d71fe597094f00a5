import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { parseUrl } from '#kernel/url';
import { MemberAuthentication, type MemberRequest } from '#community/identity';
import { FormTokens } from './form-tokens.js';
import { blank, type FormState } from './forms.js';
import { isTyped, type KeptForm, KeptForms } from './kept-forms.js';
import { Pages, safePath } from './pages.js';
import { RefusedPage } from './refused.page.js';
import type { SentTexts } from './sent-form.js';
import { SignedOutPage } from './sign-in-form.js';
import { SendAgainPage } from './unsent.js';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What was typed before somebody signed in again. */
interface Resumed extends Exchange {
  readonly form: KeptForm;
  /** For a form of whoever is signed in now. */
  readonly token: string;
  readonly status: 200 | 422;
}

/**
 * Forms of pages whose session is over: by time, elsewhere or in another tab, or because somebody has signed in anew. They
 * are never accepted; but what was typed into them becomes a form that whoever typed it can send after all. Only of forms
 * that surely come from our own pages (`SentForm`), and only for the member whose page it was.
 */
@Injectable()
export class LateForms {
  constructor(
    private readonly tokens: FormTokens,
    private readonly authentication: MemberAuthentication,
    private readonly kept: KeptForms,
    private readonly pages: Pages,
  ) {}

  /** Leads to signing in, with what was typed. False: nothing was, and the way there is the usual one. */
  async signedOut(sent: SentTexts, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const form = this.keptOf(sent, request);
    if (!form && request.headers['hx-request'] === undefined) return false;
    const sealed = form ? this.kept.seal(form) : undefined;
    await this.askToSignIn({ request, reply }, { sealed, form, next: pageOf(request) });
    return true;
  }

  /** Answers a form with an old token. False: it has none that was ever one. */
  async outdated(sent: SentTexts, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const whose = this.tokens.whoseIn(sent.token);
    if (whose === undefined) return false;
    const isGuest = !(await this.recognise(request));
    if (isGuest && whose !== this.tokens.whose(null)) {
      if (!(await this.signedOut(sent, request, reply))) this.pages.redirect(reply, signInPath(request));
      return true;
    }
    const form = this.keptOf(sent, request);
    if (!form) {
      this.pages.redirect(reply, pageOf(request), 'outdated');
      return true;
    }
    if (isGuest) return false;
    const token = this.tokens.forPage(request, reply);
    await this.resume({ request, reply, form, token, status: 422 });
    return true;
  }

  /** The sign-in page, with what was typed before; also once a password was wrong. */
  async askToSignIn(
    { request, reply }: Exchange,
    carried: { sealed: string | undefined; form: KeptForm | null; next: string },
    state: FormState = blank,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply, { guestForms: true });
    const { sealed: kept, form, next } = carried;
    const page = SignedOutPage({ visit, state, next, kept, form });
    this.pages.send(reply, page, { status: state === blank ? 401 : 422 });
  }

  /** What the sign-in page carried; null where that is nothing. */
  carriedIn(sealed: string): KeptForm | null {
    return this.kept.open(sealed);
  }

  /** To whoever has just signed in. `session`: the token that they have now. */
  async afterSigningIn(exchange: Exchange, form: KeptForm, session: string): Promise<void> {
    const found = await this.authentication.authenticateToken(session);
    if (found instanceof AppError) throw found;
    (exchange.request as MemberRequest).member = found;
    const token = this.tokens.of(session, this.tokens.whose(found));
    await this.resume({ ...exchange, form, token, status: 200 });
  }

  /** Ready to be sent, for the member whose page it was; others are only told, and may copy what stands there. */
  private async resume({ request, reply, form, token, status }: Resumed): Promise<void> {
    const visit = { ...(await this.pages.reading(request, reply)), formToken: token };
    const { say, own, viewer } = visit;
    if (form.whose === this.tokens.whose(viewer)) {
      const [title, more] = status === 422 ? [say.again, say.againMore] : [say.nothingLost, say.nothingLostMore];
      const page = SendAgainPage({ visit, token, form, title, more });
      // A script that wanted a part of its page sends the form as without scripts then.
      const isPart = request.headers['hx-request'] !== undefined;
      return this.pages.send(reply, page, { status: isPart ? 403 : status, secret: true });
    }
    const words = { title: say.anotherAccount, more: say.anotherAccountMore(own!.name) };
    const page = RefusedPage({ visit, ...words, sent: form });
    this.pages.send(reply, page, { status: status === 422 ? 403 : 200, secret: true });
  }

  /** Of a member's page: what guests may send asks nobody to sign in. */
  private keptOf({ token, fields, hasFiles }: SentTexts, request: FastifyRequest): KeptForm | null {
    const whose = this.tokens.whoseIn(token);
    if (whose === undefined || whose === this.tokens.whose(null) || !fields.some(isTyped)) return null;
    return { path: safePath(request.url), fields, whose, hasFiles };
  }

  private async recognise(request: FastifyRequest): Promise<boolean> {
    const found = await this.authentication.authenticateRequest(request);
    (request as MemberRequest).member = found instanceof AppError ? null : found;
    return !(found instanceof AppError);
  }
}

/** And back to where somebody wanted to go; after a form, to the page that it stood on. */
export const signInPath = (request: FastifyRequest): string =>
  `/sign-in?${new URLSearchParams({ next: pageOf(request) })}`;

/** Where somebody is: what they opened or, after a form, the page that it stood on. */
function pageOf({ method, url, headers }: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): string {
  if (method === 'GET') return url;
  const { referer = '' } = headers;
  const from = parseUrl(referer);
  return from ? from.pathname + from.search : '/';
}
