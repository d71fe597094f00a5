import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Config } from '#kernel/config';
import { Clock } from '#kernel/database';
import { chooseLocale, localeOf } from '#kernel/i18n';
import { HostCookies } from '#kernel/http';
import {
  FormTokens,
  languageCookie,
  lookCookie,
  lookOf,
  policyWith,
  safePath,
  type Sending,
  sendPage,
  shellTexts,
} from '#web/shell';
import { readerOf } from '#web/ui';
import { apexTexts } from './apex.texts.js';
import type { ApexVisit } from './apex-visit.js';

/** What all pages of the platform's own host have in common: for whom they are made, and how they are sent. */
@Injectable()
export class ApexPages {
  private readonly policy: string;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly cookies: HostCookies,
    private readonly tokens: FormTokens,
  ) {
    // A form that makes a community leads into it.
    this.policy = policyWith('', ` ${config.publicUrl(`*.${config.baseDomain}`)}`);
  }

  visit({ headers, originalUrl }: FastifyRequest): ApexVisit {
    const chosen = localeOf(this.cookies.read(headers.cookie, languageCookie) ?? '');
    const locale = chosen ?? chooseLocale(headers['accept-language'], 'en');
    return {
      here: safePath(originalUrl),
      reader: readerOf(locale, this.clock.now()),
      look: lookOf(this.cookies.read(headers.cookie, lookCookie)),
      say: apexTexts[locale],
      shell: shellTexts[locale],
      site: this.config.publicUrl(this.config.platformHost),
      isOpen: this.config.signups() !== 'closed',
    };
  }

  /** For the forms of a page; without it none is taken. */
  tokenFor(request: FastifyRequest, reply: FastifyReply): string {
    return this.tokens.forPage(request, reply);
  }

  send(reply: FastifyReply, page: VNode, sending?: Sending): void {
    sendPage(reply, page, this.policy, sending);
  }

  /** After a form. `target`: a path of these pages, or an address that is ours. */
  redirect(reply: FastifyReply, target: string): void {
    void reply.header('cache-control', 'no-store').redirect(target, 303);
  }
}
