import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type Query as GivenQuery } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { CommunitySettings } from '#community/site';
import { Pages } from '#web/shell';
import { type CardModel, cardOf, type CardPlace, versionOf } from './card-model.js';
import { CardNotNow, CardPrinter } from './card-printer.js';
import { CardSources } from './card-sources.js';

const secondsToWait = '10';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly query: GivenQuery;
}

/** How a card is answered: by what it shows, so that nobody draws it for who has it already. */
@Injectable()
export class SentCards {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly sources: CardSources,
    private readonly printer: CardPrinter,
    private readonly pages: Pages,
  ) {}

  /** `show`: what a stranger may see, or a refusal. */
  async send(
    { request, reply, query }: Exchange,
    show: (place: CardPlace) => Promise<CardModel['shown']>,
  ): Promise<void> {
    const settings = await this.settings.get();
    if (settings.membersOnly) throw new AppError('request.not-found');
    const { community, site } = this.pages.visit(request);
    const place = { community, site, settings, slug: tenantScope.current().slug };
    const model = cardOf(place, await show(place));
    const version = versionOf(model);
    const etag = `"${version}"`;
    if (request.headers['if-none-match']?.includes(etag)) {
      void reply.status(304).headers(headersOf(etag, query)).send();
      return;
    }
    try {
      const picture = await this.printer.print(version, () => this.sources.gather(model, site));
      void reply.headers({ ...headersOf(etag, query), 'content-type': 'image/png' }).send(Buffer.from(picture));
    } catch (error) {
      if (!(error instanceof CardNotNow)) throw error;
      void reply.status(503).headers({ 'retry-after': secondsToWait, 'cache-control': 'no-store' }).send('');
    }
  }
}

/** It may be closed to strangers at any time: so nobody is told to keep it for good. */
function headersOf(etag: string, { v }: GivenQuery): Record<string, string> {
  const seconds = `"${String(v)}"` === etag ? 86_400 : 300;
  return {
    etag,
    'cache-control': `public, max-age=${seconds}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
  };
}
