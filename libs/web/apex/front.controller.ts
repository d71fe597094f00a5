import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, HostCookies, type Query as GivenQuery } from '#kernel/http';
import { locales } from '#kernel/i18n';
import { assetHeaders, languageCookie, lookCookie, safePath, sendKept } from '#web/shell';
import { apexAssets } from './apex-assets.js';
import { ApexPages } from './apex-pages.js';
import { FrontPage } from './front.page.js';

const forGood = 'public, max-age=31536000, immutable';
const aYear = 365 * 86_400;
const looks = ['device', 'light', 'dark'];

/** The front of the platform's own host, and what its pages load and let readers choose. */
@Controller('platform/apex')
export class FrontController {
  constructor(
    private readonly pages: ApexPages,
    private readonly cookies: HostCookies,
  ) {}

  @Get()
  front(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.pages.send(reply, FrontPage({ visit: this.pages.visit(request) }));
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const asset = apexAssets.get(name);
    if (!asset) throw new AppError('request.not-found');
    void reply.headers({ ...assetHeaders, 'content-type': asset.type, 'cache-control': forGood });
    sendKept(request, reply, name, asset.content);
  }

  @Get('choose/language/:code')
  language(@Param('code') code: string, @Query() query: GivenQuery, @Res() reply: FastifyReply): void {
    if (!(locales as readonly string[]).includes(code)) throw new AppError('request.not-found');
    this.choose(reply, this.cookies.hold(languageCookie, code, aYear), query);
  }

  @Get('choose/look/:code')
  look(@Param('code') code: string, @Query() query: GivenQuery, @Res() reply: FastifyReply): void {
    if (!looks.includes(code)) throw new AppError('request.not-found');
    this.choose(reply, this.cookies.hold(lookCookie, code, aYear), query);
  }

  private choose(reply: FastifyReply, cookie: string, { back }: GivenQuery): void {
    void reply.header('set-cookie', cookie);
    this.pages.redirect(reply, safePath(typeof back === 'string' ? back : '/'));
  }
}
