import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query as GivenQuery } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { Administrator } from '#community/identity';
import { settingTable } from '#community/site';
import { Pages } from '#web/shell';
import { colours } from '#web/ui';
import { AccentShades } from './accent-shades.js';
import { deskTexts } from './desk.texts.js';

const { accent, corners } = settingTable;

/** Asked by a script while an owner chooses colours: what would become of them. Nothing is kept. */
@Controller('manage/look')
@Administrator()
export class DeskShadesController {
  constructor(private readonly pages: Pages) {}

  @Get('shades')
  show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const locale = localeOf(String(query['language'])) ?? this.pages.visit(request).reader.locale;
    const chosen = accent.read(query[accent.key]);
    const wanted = typeof chosen === 'string' && chosen.toLowerCase() !== colours.accent.light ? chosen : '';
    const shape = corners.read(query[corners.key]);
    const shapes = typeof shape === 'string' && { corners: shape };
    this.pages.send(reply, AccentShades({ accent: wanted, say: deskTexts[locale], ...shapes }));
  }
}
