import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type ErrorName, takesFile } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { MembersService } from '#community/members';
import { FollowsService } from '#community/relations';
import { SiteTextsService } from '#community/site';
import { TopicsService } from '#community/topics';
import { blank, errorsOf, type FormState, listOf, Pages, valuesOf } from '#web/shell';
import { OwnPicture } from './own-picture.js';
import { pictureTexts } from './picture.texts.js';
import { WelcomeDonePage, WelcomePage, WelcomePeoplePage, WelcomeTopicsPage } from './welcome.pages.js';

const mostTopics = 30;
const mostPeople = 20;

/** What became of a topic or a member since the page was made is no reason to stop. */
const passedOver = new Set<ErrorName>([
  'topic.not-followed',
  'member.not-found',
  'relation.blocked',
  'follow.self',
  'request.too-many',
]);

/** The first run of a member: three steps and the owner's words, each to be passed over. */
@Controller('welcome')
export class WelcomeController {
  constructor(
    private readonly members: MembersService,
    private readonly topics: TopicsService,
    private readonly follows: FollowsService,
    private readonly texts: SiteTextsService,
    private readonly picture: OwnPicture,
    private readonly pages: Pages,
  ) {}

  @Get()
  @SignedIn()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sendName(request, reply, blank);
  }

  @Post()
  @Unbanned()
  async name(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { nickname = '' } = valuesOf(body);
    try {
      await this.members.rename(member, nickname);
    } catch (error) {
      const fields = { 'member.nickname-length': 'nickname', 'member.nickname-characters': 'nickname' };
      const errors = errorsOf(error, this.pages.visit(request), fields);
      return this.sendName(request, reply, { values: { nickname }, errors });
    }
    this.pages.redirect(reply, '/welcome/topics');
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
    if (errors) await this.sendName(request, reply, blank, { values: {}, errors });
    else this.pages.redirect(reply, '/welcome', 'saved');
  }

  @Get('topics')
  @SignedIn()
  async showTopics(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [visit, topics] = await Promise.all([
      this.pages.reading(request, reply),
      this.topics.list(member, 'hot', mostTopics),
    ]);
    this.pages.send(reply, WelcomeTopicsPage({ visit, topics }));
  }

  @Post('topics')
  @Unbanned()
  async followTopics(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    for (const id of idsOf(body, 'topic_id', mostTopics)) await tried(() => this.topics.follow(member, id));
    this.pages.redirect(reply, '/welcome/people');
  }

  @Get('people')
  @SignedIn()
  async showPeople(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [visit, people] = await Promise.all([
      this.pages.reading(request, reply),
      this.members.listSuggested(member, mostPeople),
    ]);
    this.pages.send(reply, WelcomePeoplePage({ visit, people }));
  }

  @Post('people')
  @Unbanned()
  async followPeople(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    for (const id of idsOf(body, 'user_id', mostPeople)) await tried(() => this.follows.follow(member, id));
    this.pages.redirect(reply, '/welcome/done');
  }

  @Get('done')
  @SignedIn()
  async done(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [visit, text] = await Promise.all([this.pages.reading(request, reply), this.texts.get('welcome')]);
    this.pages.send(reply, WelcomeDonePage({ visit, words: text && text.body }));
  }

  private async sendName(
    request: FastifyRequest,
    reply: FastifyReply,
    state: FormState,
    pictureState: FormState = blank,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const status = state === blank && pictureState === blank ? 200 : 422;
    this.pages.send(reply, WelcomePage({ visit, state, pictureState }), { status });
  }
}

const idsOf = (body: unknown, name: string, most: number): number[] =>
  listOf(body, name)
    .filter((id) => /^\d{1,15}$/.test(id))
    .slice(0, most)
    .map(Number);

async function tried(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError && passedOver.has(error.code))) throw error;
  }
}
