import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequest, takesFile } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { bioLength, MembersService } from '#community/members';
import { blank, errorsOf, type FieldErrors, type FormState, Pages, valuesOf, type Visit } from '#web/shell';
import { OwnPicture } from '../account/own-picture.js';
import { pictureTexts } from '../account/picture.texts.js';
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
  async save(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = valuesOf(body);
    const { nickname = '', bio = '', link = '', findable = '' } = values;
    try {
      await this.members.describe(member, { nickname, bio, link, isFindable: findable === '1' });
    } catch (error) {
      const errors = refusalsOf(error, this.pages.visit(request));
      return this.send({ member, request, reply, state: { values, errors } });
    }
    this.pages.redirect(reply, '/settings/profile', 'saved');
  }

  @Post('picture')
  @Active()
  @RouteConfig(takesFile)
  async choosePicture(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const say = pictureTexts[this.pages.visit(request).reader.locale];
    const errors = await this.picture.take(member, request, say);
    if (errors) await this.send({ member, request, reply, pictureState: { values: {}, errors } });
    else this.pages.redirect(reply, '/settings/profile', 'saved');
  }

  private async send({ member, request, reply, state = blank, pictureState = blank }: Shown): Promise<void> {
    const [visit, own] = await Promise.all([this.pages.reading(request, reply), this.members.getOwn(member)]);
    const status = state === blank && pictureState === blank ? 200 : 422;
    this.pages.send(reply, ProfileSettingsPage({ visit, own, state, pictureState }), { status });
  }
}

interface Shown {
  readonly member: Member;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly state?: FormState;
  readonly pictureState?: FormState;
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
