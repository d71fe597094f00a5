import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorName, idFrom, InvalidRequest, type Query as GivenQuery } from '#kernel/http';
import { MembersAdministrationService } from '#community/administration';
import { Administrator, CurrentMember, type Member, MemberRolesService } from '#community/identity';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { MembersPage } from './members.page.js';
import { askedIn, type MembersAsked, membersPath } from './members-path.js';

/** Said above the list, whichever member it was about. */
const aboveTheList: Partial<Record<ErrorName, string>> = { 'member.not-found': '', 'member.protected': '' };

/** Who is a member, who of them looks after the community, and who may not take part at present. */
@Controller('manage/members')
@Administrator()
export class DeskMembersController {
  constructor(
    private readonly members: MembersAdministrationService,
    private readonly roles: MemberRolesService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, askedIn(query), blank);
  }

  @Post('role')
  async setRole(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = valuesOf(body);
    await this.decide(typed, request, reply, async () => {
      const isAdministrator = oneOf(typed, 'is_admin', ['true', 'false']) === 'true';
      await this.roles.setAdministrator(member, idFrom(typed, 'id'), isAdministrator);
    });
  }

  @Post('status')
  async setStatus(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = valuesOf(body);
    await this.decide(typed, request, reply, async () => {
      const status = oneOf(typed, 'status', ['1', '2']) === '2' ? 2 : 1;
      await this.roles.setStatus(member, idFrom(typed, 'id'), status);
    });
  }

  /** And back to where in the list it was decided. */
  private async decide(
    typed: Record<string, string>,
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<void>,
  ): Promise<void> {
    const asked = askedIn(typed);
    try {
      await work();
    } catch (error) {
      const errors = errorsOf(error, this.pages.visit(request), aboveTheList);
      return this.send(request, reply, asked, { values: {}, errors });
    }
    this.pages.redirect(reply, membersPath(asked), 'done');
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: MembersAsked,
    state: FormState,
  ): Promise<void> {
    const [visit, found] = await Promise.all([
      this.pages.reading(request, reply),
      this.members.list(asked.words, asked.before, asked.among),
    ]);
    const page = MembersPage({ visit, say: deskTexts[visit.reader.locale], asked, ...found, state });
    this.pages.send(reply, page, { status: state === blank ? 200 : 422 });
  }
}

function oneOf(typed: Record<string, string>, name: string, values: readonly string[]): string {
  const value = typed[name];
  if (value === undefined || !values.includes(value)) throw new InvalidRequest([`${name} must be one of its values`]);
  return value;
}
