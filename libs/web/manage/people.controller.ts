import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query as GivenQuery } from '#kernel/http';
import { MembersAdministrationService, SuggestedPeopleService } from '#community/administration';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { SettingsRefused } from '#community/site';
import { errorsOf, type FieldErrors, Pages, valuesOf } from '#web/shell';
import { deskPeopleTexts } from './desk-people.texts.js';
import { deskTexts } from './desk.texts.js';
import { PeoplePage, peoplePath } from './people.page.js';
import { refusalsOf } from './setting-forms.js';
import { stepIn } from './typed-step.js';

/** Whom new members are shown first. */
@Controller('manage/people')
@Administrator()
export class DeskPeopleController {
  constructor(
    private readonly people: SuggestedPeopleService,
    private readonly members: MembersAdministrationService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, wordsIn(query), {});
  }

  @Post('add')
  async add(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.change(body, request, reply, ({ username = '' }) => this.people.add(member, username));
  }

  @Post('remove')
  async remove(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.change(body, request, reply, ({ username = '' }) => this.people.remove(member, username));
  }

  @Post('move')
  async move(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.change(body, request, reply, (typed) =>
      this.people.move(member, typed['username'] ?? '', stepIn(typed)),
    );
  }

  private async change(
    body: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (typed: Record<string, string>) => Promise<void>,
  ): Promise<void> {
    const typed = valuesOf(body);
    const words = wordsIn(typed);
    try {
      await work(typed);
    } catch (error) {
      return this.send(request, reply, words, this.errorsOf(error, request));
    }
    this.pages.redirect(reply, peoplePath(words), 'saved');
  }

  private errorsOf(error: unknown, request: FastifyRequest): FieldErrors {
    const visit = this.pages.visit(request);
    if (error instanceof SettingsRefused) return refusalsOf(error, visit);
    const errors = errorsOf(error, visit, { 'member.not-found': 'username' });
    return errors['username'] ? { username: deskPeopleTexts[visit.reader.locale].notMember } : errors;
  }

  private async send(request: FastifyRequest, reply: FastifyReply, words: string, errors: FieldErrors): Promise<void> {
    const [visit, people, found] = await Promise.all([
      this.pages.reading(request, reply),
      this.people.list(),
      words ? this.members.list(words, null) : null,
    ]);
    const { locale } = visit.reader;
    const [refusal = null] = Object.values(errors);
    const page = PeoplePage({
      ...{ visit, people, found, words, refusal },
      say: deskTexts[locale],
      texts: deskPeopleTexts[locale],
    });
    this.pages.send(reply, page, { status: refusal === null ? 200 : 422 });
  }
}

const wordsIn = ({ q }: GivenQuery): string => (typeof q === 'string' ? q.trim().slice(0, 50) : '');
