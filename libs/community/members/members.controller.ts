import { Controller, Get, Headers, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '#kernel/config';
import { ValidBody, WireAnswer } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { CurrentMember, mediaPass, type Member, SignedIn, Unbanned } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { memberInfo, MemberInfoView } from './member-info.view.js';
import { FindableDto, NicknameDto } from './members.dto.js';
import { MembersService } from './members.service.js';

const bearer = 'Bearer ';

/** The own account. */
@Controller('v1/user')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly settings: CommunitySettings,
    private readonly config: Config,
  ) {}

  @Get('info')
  @SignedIn()
  @WireAnswer({ data: MemberInfoView })
  async info(
    @CurrentMember() member: Member,
    @Headers('authorization') authorization: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MemberInfoView> {
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    const [own, { membersOnly }] = await Promise.all([this.members.getOwn(member), this.settings.get()]);
    // Who signed in before guests were shut out has no pass yet; every client asks this when it starts.
    if (membersOnly) {
      const secure = site.startsWith('https:');
      reply.header('set-cookie', mediaPass(authorization.slice(bearer.length), { secure }));
    }
    return memberInfo(own, site);
  }

  @Post('nickname')
  @HttpCode(200)
  @Unbanned()
  @WireAnswer({ refuses: ['member.nickname-length', 'member.nickname-characters'] })
  async rename(@CurrentMember() member: Member, @ValidBody() { nickname }: NicknameDto): Promise<void> {
    await this.members.rename(member, nickname);
  }

  /** Keeps the member out of the search for members, or lets them be found again. */
  @Post('findable')
  @HttpCode(200)
  @SignedIn()
  @WireAnswer()
  async setFindable(@CurrentMember() member: Member, @ValidBody() { findable }: FindableDto): Promise<void> {
    await this.members.setFindable(member, findable);
  }
}
