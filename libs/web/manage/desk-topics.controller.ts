import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequest, pageOf, type Query as GivenQuery } from '#kernel/http';
import { TopicsAdministrationService } from '#community/administration';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { longestTopicWords, SettingsRefused } from '#community/site';
import { blank, errorsOf, type FieldErrors, type FormState, Pages, valuesOf } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { deskTopicsTexts } from './desk-topics.texts.js';
import { type TopicsAsked, topicsPath } from './desk-topics.model.js';
import { DeskTopicsPage } from './desk-topics.page.js';
import { refusalsOf } from './setting-forms.js';
import { stepIn } from './typed-step.js';

const size = 30;
type Typed = Record<string, string>;

/** Which topics come first, what is said of them, and which are in no list. */
@Controller('manage/topics')
@Administrator()
export class DeskTopicsController {
  constructor(
    private readonly topics: TopicsAdministrationService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, askedIn(query), blank);
  }

  @Post('feature')
  async feature(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.change(body, request, reply, ({ topic = '', about }) => this.topics.feature(member, topic, about));
  }

  @Post('unfeature')
  async unfeature(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.change(body, request, reply, ({ topic = '' }) => this.topics.unfeature(member, topic));
  }

  @Post('move')
  async move(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.change(body, request, reply, (typed) => this.topics.move(member, typed['topic'] ?? '', stepIn(typed)));
  }

  @Post('listing')
  async setListed(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.change(body, request, reply, ({ topic = '', listed }) =>
      this.topics.setListed(member, topic, listed === 'true'),
    );
  }

  /** And back to where in the list it was decided. */
  private async change(
    body: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (typed: Typed) => Promise<void>,
  ): Promise<void> {
    const typed = valuesOf(body);
    const asked = askedIn(typed);
    try {
      await work(typed);
    } catch (error) {
      const { topic = '', about = '' } = typed;
      return this.send(request, reply, asked, {
        values: { topic, about },
        errors: this.errorsOf(error, request, typed),
      });
    }
    this.pages.redirect(reply, topicsPath(asked), 'saved');
  }

  /** Beside the field that it is about. */
  private errorsOf(error: unknown, request: FastifyRequest, { about = '' }: Typed): FieldErrors {
    const visit = this.pages.visit(request);
    const texts = deskTopicsTexts[visit.reader.locale];
    if (error instanceof SettingsRefused) {
      if (Array.from(about.trim()).length > longestTopicWords) return { about: texts.wordsTooLong(longestTopicWords) };
      const [refusal = ''] = Object.values(refusalsOf(error, visit));
      return { '': refusal };
    }
    return error instanceof InvalidRequest ? { topic: texts.noTopic } : errorsOf(error, visit);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: TopicsAsked,
    state: FormState,
  ): Promise<void> {
    const { words, order, page } = asked;
    const [visit, standing] = await Promise.all([
      this.pages.reading(request, reply),
      this.topics.list({ words, order, limit: size, offset: (page - 1) * size }),
    ]);
    const { locale } = visit.reader;
    const model = { visit, asked, state, ...standing, say: deskTexts[locale], texts: deskTopicsTexts[locale] };
    const isNowhere = page > 1 && !standing.topics.length;
    this.pages.send(reply, DeskTopicsPage(model), { status: state !== blank ? 422 : isNowhere ? 404 : 200 });
  }
}

function askedIn(given: GivenQuery): TopicsAsked {
  const { q, change } = given;
  return {
    words: typeof q === 'string' ? q.trim().slice(0, 50) : '',
    order: given['order'] === 'new' ? 'new' : 'posts',
    page: pageOf({ page: given['page'], page_size: String(size) }).page,
    changing: typeof change === 'string' ? change : '',
  };
}
