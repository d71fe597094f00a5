import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HostCookies } from '#kernel/http';
import { CurrentMember, type Member, SignedIn } from '#community/identity';
import { MembersService } from '#community/members';
import { CommunitySettings } from '#community/site';
import { blank, errorsOf, type FormState, languageCookie, Pages, valuesOf } from '#web/shell';
import { LookSettingsPage } from './look-settings.page.js';

const aYear = 365 * 86_400;

/** In what language and time zone a member reads, and how pages look to them. */
@Controller('settings/look')
@SignedIn()
export class LookSettingsController {
  constructor(
    private readonly members: MembersService,
    private readonly settings: CommunitySettings,
    private readonly cookies: HostCookies,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(member, request, reply, blank);
  }

  /** The browser is told, too: for pages that are made before it is known who asks. */
  @Post()
  async save(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = valuesOf(body);
    const { locale = '', time_zone: timeZone = '' } = values;
    try {
      await this.members.choose(member, { locale, timeZone });
    } catch (error) {
      return this.send(member, request, reply, { values, errors: errorsOf(error, this.pages.visit(request)) });
    }
    const cookie = locale ? this.cookies.hold(languageCookie, locale, aYear) : this.cookies.drop(languageCookie);
    void reply.header('set-cookie', cookie);
    this.pages.redirect(reply, '/settings/look', 'saved');
  }

  private async send(member: Member, request: FastifyRequest, reply: FastifyReply, state: FormState): Promise<void> {
    const [visit, own, communityZone] = await Promise.all([
      this.pages.reading(request, reply),
      this.members.getOwn(member),
      this.settings.timeZone(),
    ]);
    const status = state === blank ? 200 : 422;
    this.pages.send(reply, LookSettingsPage({ visit, own, communityZone, state }), { status });
  }
}
