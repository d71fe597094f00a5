import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentMember, type Member, Unbanned } from '#community/identity';
import type { SeenProfile } from '#community/members';
import { FriendshipsService, RelatedMembersService } from '#community/relations';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { profilePath } from '#web/ui';
import { BefriendPage } from './befriend.page.js';
import { profileTexts } from './profile.texts.js';
import { personOf } from './profile-views.js';
import { ShownProfile } from './shown-profile.js';

/** Asks somebody for their friendship, with a few words. */
@Controller('@:name/befriend')
@Unbanned()
export class BefriendController {
  constructor(
    private readonly profile: ShownProfile,
    private readonly friendships: FriendshipsService,
    private readonly related: RelatedMembersService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(
    @Param('name') name: string,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.friendships.refuseWhereOff();
    const seen = await this.profile.find(member, name);
    if (await this.isSettled(member, seen)) return this.pages.redirect(reply, profilePath(seen.username));
    await this.send(request, reply, seen, blank);
  }

  @Post()
  async ask(
    @Param('name') name: string,
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { greetings = '' } = valuesOf(body);
    const seen = await this.profile.find(member, name);
    try {
      await this.friendships.request(member, seen.id, greetings.trim());
    } catch (error) {
      const errors = errorsOf(error, this.pages.visit(request), { 'request.invalid': 'greetings' });
      return this.send(request, reply, seen, { values: { greetings }, errors });
    }
    this.pages.redirect(reply, profilePath(seen.username), 'requested');
  }

  /** Nothing is left to ask: their page says how it stands. */
  private async isSettled(member: Member, { id, isFriend, isBlocked }: SeenProfile): Promise<boolean> {
    if (id === member.id || isFriend || isBlocked) return true;
    const { isAsked, asksWith } = await this.related.getStanding(member, id);
    return isAsked || asksWith !== null;
  }

  private async send(request: FastifyRequest, reply: FastifyReply, seen: SeenProfile, state: FormState): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const say = profileTexts[visit.reader.locale];
    const status = state === blank ? 200 : 422;
    this.pages.send(reply, BefriendPage({ visit, say, state, person: personOf(seen, visit.site) }), { status });
  }
}
