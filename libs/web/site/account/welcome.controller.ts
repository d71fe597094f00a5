import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type ErrorName, takesFile } from '#kernel/http';
import { CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { MembersService } from '#community/members';
import { FollowsService } from '#community/relations';
import { SiteTextsService } from '#community/site';
import { TopicsService } from '#community/topics';
import { blank, errorsOf, type FieldErrors, type FormState, listOf, Pages, type Visit } from '#web/shell';
import { OwnPicture } from './own-picture.js';
import { WelcomeDonePage, WelcomePage, WelcomePeoplePage, WelcomeTopicsPage } from './welcome.pages.js';
import { welcomeTexts } from './welcome.texts.js';

const mostTopics = 30;
const mostPeople = 20;

/** Was there when the page was made. */
const gone = new Set<ErrorName>(['topic.not-followed', 'member.not-found']);
/** Is no reason to stop. */
const passedOver = new Set<ErrorName>(['relation.blocked', 'follow.self', 'request.too-many']);

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

  /** The picture and the name. */
  @Post()
  @Unbanned()
  @RouteConfig(takesFile)
  async introduce(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = this.pages.visit(request);
    const sent = await this.picture.take(member, visit);
    const errors = Object.keys(sent.errors).length ? sent.errors : await this.rename(member, visit, sent.values);
    if (Object.keys(errors).length) await this.sendName(request, reply, { values: sent.values, errors });
    else this.pages.redirect(reply, '/welcome/topics');
  }

  @Get('topics')
  @SignedIn()
  async showTopics(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sendTopics(member, request, reply, blank);
  }

  @Post('topics')
  @Unbanned()
  async followTopics(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ids = idsOf(body, 'topic_id', mostTopics);
    if (await all(ids, (id) => this.topics.follow(member, id))) return this.pages.redirect(reply, '/welcome/people');
    await this.sendTopics(member, request, reply, this.saysGone(request));
  }

  @Get('people')
  @SignedIn()
  async showPeople(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sendPeople(member, request, reply, blank);
  }

  @Post('people')
  @Unbanned()
  async followPeople(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ids = idsOf(body, 'user_id', mostPeople);
    if (await all(ids, (id) => this.follows.follow(member, id))) return this.pages.redirect(reply, '/welcome/done');
    await this.sendPeople(member, request, reply, this.saysGone(request));
  }

  @Get('done')
  @SignedIn()
  async done(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [visit, text] = await Promise.all([this.pages.reading(request, reply), this.texts.get('welcome')]);
    this.pages.send(reply, WelcomeDonePage({ visit, words: text && text.body }));
  }

  private async sendTopics(member: Member, request: FastifyRequest, reply: FastifyReply, state: FormState) {
    const [visit, topics] = await Promise.all([
      this.pages.reading(request, reply),
      this.topics.list(member, 'hot', mostTopics),
    ]);
    this.pages.send(reply, WelcomeTopicsPage({ visit, topics, state }), { status: statusOf(state) });
  }

  private async sendPeople(member: Member, request: FastifyRequest, reply: FastifyReply, state: FormState) {
    const [visit, people] = await Promise.all([
      this.pages.reading(request, reply),
      this.members.listSuggested(member, mostPeople),
    ]);
    this.pages.send(reply, WelcomePeoplePage({ visit, people, state }), { status: statusOf(state) });
  }

  private saysGone(request: FastifyRequest): FormState {
    return { values: {}, errors: { '': welcomeTexts[this.pages.visit(request).reader.locale].gone } };
  }

  private async sendName(request: FastifyRequest, reply: FastifyReply, state: FormState): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    this.pages.send(reply, WelcomePage({ visit, state }), { status: statusOf(state) });
  }

  /** What is wrong with the name, if anything is; a form may have none. */
  private async rename(member: Member, visit: Visit, { nickname }: FormState['values']): Promise<FieldErrors> {
    try {
      if (nickname !== undefined) await this.members.rename(member, nickname);
      return {};
    } catch (error) {
      return errorsOf(error, visit, {
        'member.nickname-length': 'nickname',
        'member.nickname-characters': 'nickname',
      });
    }
  }
}

const idsOf = (body: unknown, name: string, most: number): number[] =>
  listOf(body, name)
    .filter((id) => /^\d{1,15}$/.test(id))
    .slice(0, most)
    .map(Number);

const statusOf = (state: FormState): number => (state === blank ? 200 : 422);

/** Each in turn, whatever becomes of the others. Answers whether all of them were there. */
async function all(ids: readonly number[], work: (id: number) => Promise<void>): Promise<boolean> {
  let areThere = true;
  for (const id of ids) {
    try {
      await work(id);
    } catch (error) {
      const code = error instanceof AppError ? error.code : undefined;
      if (code === undefined || !(gone.has(code) || passedOver.has(code))) throw error;
      if (gone.has(code)) areThere = false;
    }
  }
  return areThere;
}
