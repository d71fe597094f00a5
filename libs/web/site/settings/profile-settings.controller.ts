import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequest, takesFile } from '#kernel/http';
import { CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { bioLength, MembersService } from '#community/members';
import { blank, errorsOf, type FieldErrors, type FormState, Pages, type Visit } from '#web/shell';
import { OwnPicture } from '../account/own-picture.js';
import { ProfileSettingsPage } from './profile-settings.page.js';
import { settingsTexts } from './settings.texts.js';

/** What a member shows of themselves. */
@Controller('settings/profile')
export class ProfileSettingsController {
  constructor(
    private readonly members: MembersService,
    private readonly picture: OwnPicture,
    private readonly pages: Pages,
  ) {}

  @Get()
  @SignedIn()
  async show(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send({ member, request, reply });
  }

  @Post()
  @Unbanned()
  @RouteConfig(takesFile)
  async save(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = this.pages.visit(request);
    const sent = await this.picture.take(member, visit);
    const errors = { ...sent.errors, ...(await this.describe(member, visit, sent)) };
    if (Object.keys(errors).length) await this.send({ member, request, reply, state: { ...sent, errors } });
    else this.pages.redirect(reply, '/settings/profile', 'saved');
  }

  /** What is wrong with the words, if anything is. They wait until the pictures are right; a form may have none. */
  private async describe(member: Member, visit: Visit, { values, errors }: FormState): Promise<FieldErrors> {
    const { nickname = '', bio = '', link = '', findable = '' } = values;
    try {
      if ('nickname' in values && Object.keys(errors).length === 0)
        await this.members.describe(member, { nickname, bio, link, isFindable: findable === '1' });
      return {};
    } catch (error) {
      return refusalsOf(error, visit);
    }
  }

  private async send({ member, request, reply, state = blank }: Shown): Promise<void> {
    const [visit, own] = await Promise.all([this.pages.reading(request, reply), this.members.getOwn(member)]);
    this.pages.send(reply, ProfileSettingsPage({ visit, own, state }), { status: state === blank ? 200 : 422 });
  }
}

interface Shown {
  readonly member: Member;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly state?: FormState;
}

/** A service says in English which field has what wrong with it. */
function refusalsOf(error: unknown, visit: Visit): FieldErrors {
  const say = settingsTexts[visit.reader.locale];
  const [told = ''] = error instanceof InvalidRequest ? error.fields : [];
  const isLong = told.includes('at most');
  if (told.startsWith('bio ')) return { bio: isLong ? say.bioLong(bioLength) : say.bioUnseen };
  if (told.startsWith('link ')) return { link: isLong ? say.linkLong : say.linkWrong };
  return errorsOf(error, visit, {
    'member.nickname-length': 'nickname',
    'member.nickname-characters': 'nickname',
  });
}
