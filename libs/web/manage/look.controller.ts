import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { takesFile } from '#kernel/http';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { LogoService } from '#community/media';
import { settingTable } from '#community/site';
import { blank, type FormState, Pages, valuesOf } from '#web/shell';
import { colours } from '#web/ui';
import { deskTexts } from './desk.texts.js';
import { LookPage } from './look.page.js';
import { OwnLogo } from './own-logo.js';
import { SettingForms } from './setting-forms.js';
import { settingsIn } from './setting-sections.js';

/** How the community looks. */
@Controller('manage/look')
@Administrator()
export class DeskLookController {
  constructor(
    private readonly forms: SettingForms,
    private readonly logo: LogoService,
    private readonly ownLogo: OwnLogo,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, {});
  }

  @Post()
  async save(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await this.forms.save(member, settingsIn('look'), withAccent(body), this.pages.visit(request));
    if (form) await this.send(request, reply, { form });
    else this.pages.redirect(reply, '/manage/look', 'saved');
  }

  @Post('logo')
  @RouteConfig(takesFile)
  async chooseLogo(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const say = deskTexts[this.pages.visit(request).reader.locale].logoErrors;
    const errors = await this.ownLogo.take(member, request, say);
    if (errors) await this.send(request, reply, { logo: { values: {}, errors } });
    else this.pages.redirect(reply, '/manage/look', 'saved');
  }

  @Post('logo/remove')
  async removeLogo(@CurrentMember() member: Member, @Res() reply: FastifyReply): Promise<void> {
    await this.logo.choose(member, '');
    this.pages.redirect(reply, '/manage/look', 'saved');
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { form = blank, logo = blank }: { form?: FormState; logo?: FormState },
  ): Promise<void> {
    const [visit, settings] = await Promise.all([this.pages.reading(request, reply), this.forms.read()]);
    const page = LookPage({ visit, settings, form, logo, say: deskTexts[visit.reader.locale] });
    this.pages.send(reply, page, { status: form === blank && logo === blank ? 200 : 422 });
  }
}

/** A field for colours cannot be empty: the usual one stands for none of the community's own. */
function withAccent(body: unknown): Record<string, string> {
  const { key } = settingTable.accent;
  const typed = valuesOf(body);
  const isUsual = typed[key]?.toLowerCase() === colours.accent.light;
  return isUsual ? { ...typed, [key]: '' } : typed;
}
