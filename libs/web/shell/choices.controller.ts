import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AppError, HostCookies, type Query as GivenQuery } from '#kernel/http';
import { locales } from '#kernel/i18n';
import { languageCookie, lookCookie, Pages } from './pages.js';

const aYear = 365 * 86_400;
const looks = ['device', 'light', 'dark'];

/**
 * What a reader chooses for one browser: the language, and light or dark. Links do, since nothing but how pages look to
 * that reader changes; open where a community is for its members only, because the page that says so has them too.
 */
@Controller('choose')
export class ChoicesController {
  constructor(
    private readonly cookies: HostCookies,
    private readonly pages: Pages,
  ) {}

  @Get('language/:code')
  language(@Param('code') code: string, @Query() query: GivenQuery, @Res() reply: FastifyReply): void {
    if (!(locales as readonly string[]).includes(code)) throw new AppError('request.not-found');
    this.choose(reply, this.cookies.hold(languageCookie, code, aYear), query);
  }

  @Get('look/:code')
  look(@Param('code') code: string, @Query() query: GivenQuery, @Res() reply: FastifyReply): void {
    if (!looks.includes(code)) throw new AppError('request.not-found');
    this.choose(reply, this.cookies.hold(lookCookie, code, aYear), query);
  }

  private choose(reply: FastifyReply, cookie: string, { back }: GivenQuery): void {
    void reply.header('set-cookie', cookie);
    this.pages.redirect(reply, typeof back === 'string' ? back : '/');
  }
}
