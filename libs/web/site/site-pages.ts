import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Config } from '#kernel/config';
import { Clock } from '#kernel/database';
import { chooseLocale } from '#kernel/i18n';
import { tenantScope } from '#kernel/scope';
import { SiteIcons } from '#community/media';
import { CommunitySettings, type Settings } from '#community/site';
import { type PageIcons, type Reader, readerOf, render } from '#web/ui';
import { iconLinks } from './icon-links.js';
import { type SiteTexts, siteTexts } from './site.texts.js';

/** For whom a page is made and of which community. */
export interface Visit {
  readonly community: string;
  /** The community's own address, without a slash at its end. */
  readonly site: string;
  readonly reader: Reader;
  readonly icons: PageIcons;
  readonly say: SiteTexts;
}

/** Of a page that shows what members say, as the community wants it shown. */
export interface ReadingVisit extends Visit {
  readonly settings: Settings;
}

/** Nothing but our own stylesheet and files, be they on a host of their own: no script, no frame, nothing from elsewhere. */
const policyWith = (files: string): string =>
  `default-src 'none'; style-src 'self'; img-src 'self'${files}; media-src 'self'${files}; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** What all pages of a community have in common: for whom they are made, and how they are sent. */
@Injectable()
export class SitePages {
  private readonly policy: string;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly settings: CommunitySettings,
    private readonly icons: SiteIcons,
  ) {
    const { mediaHost } = config;
    this.policy = policyWith(mediaHost === undefined ? '' : ` ${config.publicUrl(mediaHost)}`);
  }

  /** Enough for a page that shows nothing of the community but its name. */
  visit(request: FastifyRequest, timeZone?: string): Visit {
    const tenant = tenantScope.current();
    const locale = chooseLocale(request.headers['accept-language'], tenant.locale);
    const settings = this.settings.known();
    return {
      community: tenant.name,
      site: this.config.publicUrl(tenant.primaryHost),
      reader: readerOf(locale, this.clock.now(), timeZone),
      icons: iconLinks(settings && { version: this.icons.versionOf(settings), hasLogo: settings.logo !== '' }),
      say: siteTexts[locale],
    };
  }

  async reading(request: FastifyRequest): Promise<ReadingVisit> {
    const [settings, timeZone] = await Promise.all([this.settings.get(), this.settings.timeZone()]);
    return { ...this.visit(request, timeZone), settings };
  }

  send(reply: FastifyReply, page: VNode, { status = 200, secret = false } = {}): void {
    void reply
      .status(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': this.policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin', // with none at all, browsers would not say where a form comes from
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': secret || status !== 200 ? 'no-store' : 'no-cache',
        vary: 'accept-language',
      })
      .send(render(page));
  }
}
