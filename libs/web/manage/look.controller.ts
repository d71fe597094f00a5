import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { takesFile } from '#kernel/http';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { settingTable } from '#community/site';
import { blank, type FormState, Pages } from '#web/shell';
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
    private readonly pictures: OwnLogo,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, blank);
  }

  @Post()
  @RouteConfig(takesFile)
  async save(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = this.pages.visit(request);
    const { values, errors } = await this.pictures.take(member, visit);
    const form = Object.keys(errors).length
      ? { values, errors }
      : await this.forms.save(member, settingsIn('look'), withAccent(values), visit);
    if (form) await this.send(request, reply, form);
    else this.pages.redirect(reply, '/manage/look', 'saved');
  }

  private async send(request: FastifyRequest, reply: FastifyReply, form: FormState): Promise<void> {
    const [visit, settings] = await Promise.all([this.pages.reading(request, reply), this.forms.read()]);
    const page = LookPage({ visit, settings, form, say: deskTexts[visit.reader.locale] });
    this.pages.send(reply, page, { status: form === blank ? 200 : 422 });
  }
}

/** A field for colours cannot be empty: the usual one stands for none of the community's own. */
function withAccent(typed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { key } = settingTable.accent;
  const isUsual = typed[key]?.toLowerCase() === colours.accent.light;
  return isUsual ? { ...typed, [key]: '' } : typed;
}
