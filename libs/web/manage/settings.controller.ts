import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError } from '#kernel/http';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { blank, type FormState, Pages } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { SettingForms } from './setting-forms.js';
import { isSettingsSection, settingsIn, type SettingsSection } from './setting-sections.js';
import { JoiningPage, SettingsPage, SettingsSectionPage } from './settings.pages.js';

/** Who may join, and everything else that a community decides for itself and has no page of its own. */
@Controller('manage')
@Administrator()
export class DeskSettingsController {
  constructor(
    private readonly forms: SettingForms,
    private readonly config: Config,
    private readonly pages: Pages,
  ) {}

  @Get('joining')
  async showJoining(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send('joining', request, reply, blank);
  }

  @Post('joining')
  async saveJoining(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.save('joining', { member, body }, request, reply);
  }

  @Get('settings')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    this.pages.send(reply, SettingsPage({ visit, say: deskTexts[visit.reader.locale] }));
  }

  @Get('settings/:section')
  async show(
    @Param('section') section: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(sectionNamed(section), request, reply, blank);
  }

  @Post('settings/:section')
  async saveSection(
    @Param('section') section: string,
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.save(sectionNamed(section), { member, body }, request, reply);
  }

  private async save(
    section: SettingsSection | 'joining',
    { member, body }: { member: Member; body: unknown },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const wrong = await this.forms.save(member, settingsIn(section), body, this.pages.visit(request));
    if (wrong) await this.send(section, request, reply, wrong);
    else this.pages.redirect(reply, section === 'joining' ? '/manage/joining' : `/manage/settings/${section}`, 'saved');
  }

  private async send(
    section: SettingsSection | 'joining',
    request: FastifyRequest,
    reply: FastifyReply,
    state: FormState,
  ): Promise<void> {
    const [visit, settings] = await Promise.all([this.pages.reading(request, reply), this.forms.read()]);
    const model = { visit, settings, state, say: deskTexts[visit.reader.locale] };
    const takesPayments = this.config.payments !== 'off';
    const page = section === 'joining' ? JoiningPage(model) : SettingsSectionPage({ ...model, section, takesPayments });
    this.pages.send(reply, page, { status: state === blank ? 200 : 422 });
  }
}

function sectionNamed(name: string): SettingsSection {
  if (!isSettingsSection(name)) throw new AppError('request.not-found');
  return name;
}
