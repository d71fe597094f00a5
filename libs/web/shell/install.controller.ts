import { createHash } from 'node:crypto';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError, type Query as GivenQuery } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { tenantScope } from '#kernel/scope';
import { CommunitySettings } from '#community/site';
import { readerOf, spritePath } from '#web/ui';
import { scriptPath, stylesheetPath } from './assets.js';
import { coloursPath } from './community-colours.js';
import { OfflinePage } from './offline.page.js';
import { Pages } from './pages.js';
import { farewellWorker, serviceWorker } from './service-worker.js';
import { shellTexts } from './shell.texts.js';

/**
 * What a browser needs to have a community beside its other apps: the script that stands in for a network that is away,
 * and the one page that it shows then. Everybody may load both: they hold the name and the look, and nothing else.
 */
@Controller()
export class InstallController {
  constructor(
    private readonly config: Config,
    private readonly settings: CommunitySettings,
    private readonly pages: Pages,
  ) {}

  /** `lang`: of the page that asks for it; another address is another version. */
  @Get('service-worker.js')
  async worker(
    @Query() { lang }: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { locale, name } = tenantScope.current();
    const language = localeOf(typeof lang === 'string' ? lang : '') ?? localeOf(locale) ?? 'en';
    const colours = coloursPath(await this.settings.get());
    const shell = {
      offline: `/offline/${language}`,
      files: [scriptPath, stylesheetPath, spritePath, ...(colours ? [colours] : [])],
    };
    const version = shortHash(JSON.stringify([shell, name, shellTexts[language].offline, serviceWorker]));
    const said = `self.shell = ${JSON.stringify({ version, ...shell })};\n`;
    this.send(request, reply, this.config.serviceWorker ? said + serviceWorker : farewellWorker);
  }

  @Get('offline/:language')
  offline(@Param('language') language: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const locale = localeOf(language);
    if (locale !== language) throw new AppError('request.not-found');
    const visit = this.pages.visit(request);
    const reader = readerOf(locale, visit.reader.now);
    this.pages.send(reply, OfflinePage({ visit: { ...visit, reader, say: shellTexts[locale] } }));
  }

  /** Asked for again with each page, so that a new one is there at once. */
  private send({ headers }: FastifyRequest, reply: FastifyReply, script: string): void {
    const etag = `"${shortHash(script)}"`;
    void reply.headers({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'x-content-type-options': 'nosniff',
      etag,
    });
    if (headers['if-none-match'] === etag) void reply.status(304).send();
    else void reply.send(script);
  }
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
