import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { looseIdFrom, pageOf, type Query as GivenQuery } from '#kernel/http';
import { CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { avatarUrl, MembersService } from '#community/members';
import { ConversationsService, WhispersService } from '#community/messages';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { person } from '../posts/post-models.js';
import { ConversationPage } from './conversation.page.js';
import { ConversationsPage } from './conversations.page.js';
import { isOpenedByReader } from './messages.controller.js';
import { messagesTexts } from './messages.texts.js';
import { conversationPath } from './notice-rows.js';

const size = 40;

/** Private messages, conversation by conversation. */
@Controller('whispers')
@SignedIn()
export class WhisperPagesController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly whispers: WhispersService,
    private readonly members: MembersService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(
    @Query() query: GivenQuery,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const { rows, more } = await this.conversations.list(member, page);
    const shown = rows.map(({ other, sentOn, ...row }) => ({
      ...row,
      at: new Date(sentOn * 1000),
      other: other.id ? person(other, visit.site) : null,
    }));
    const say = messagesTexts[visit.reader.locale];
    this.pages.send(reply, ConversationsPage({ visit, say, rows: shown, page: page.page, more }));
  }

  @Get(':name')
  async show(
    @Param('name') name: string,
    @Query() query: GivenQuery,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const other = await this.members.getProfile(member, name);
    if (other.id === member.id) return this.pages.redirect(reply, '/whispers');
    if (isOpenedByReader(request)) await this.conversations.enter(member, other.id);
    await this.send({ name, query, member, request, reply }, blank);
  }

  @Post(':name')
  @Unbanned()
  async write(
    @Param('name') name: string,
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { content = '' } = valuesOf(body);
    const { id, username } = await this.members.getByUsername(name);
    try {
      await this.whispers.send(member, id, content);
    } catch (error) {
      const errors = errorsOf(error, this.pages.visit(request), {
        'whisper.not-sent': 'content',
        'whisper.limit': 'content',
        'relation.blocked': 'content',
      });
      return this.send({ name, query: {}, member, request, reply }, { values: { content }, errors });
    }
    this.pages.redirect(reply, conversationPath(username));
  }

  private async send({ name, query, member, request, reply }: Asked, state: FormState): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const other = await this.members.getProfile(member, name);
    const before = looseIdFrom(query, 'before') || undefined;
    const [{ lines, older }, left] = await Promise.all([
      this.conversations.read(member, other.id, { before, size }),
      this.conversations.leftToday(member),
    ]);
    const model = {
      visit,
      say: messagesTexts[visit.reader.locale],
      other: {
        name: other.nickname,
        username: other.username,
        avatar: avatarUrl('', other),
      },
      lines: lines.map(({ sentOn, ...line }) => ({ ...line, at: new Date(sentOn * 1000) })),
      older,
      isLatest: before === undefined,
      state,
      left,
      obstacle: member.isBanned ? ('banned' as const) : other.isBlocked ? ('blocked' as const) : null,
    };
    this.pages.send(reply, ConversationPage(model), { status: state === blank ? 200 : 422 });
  }
}

interface Asked {
  readonly name: string;
  readonly query: GivenQuery;
  readonly member: Member;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
