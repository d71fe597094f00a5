import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { looseIdFrom, pageOf, type Query as GivenQuery } from '#kernel/http';
import { CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import {
  FriendAnswersService,
  MessageCards,
  type MessageFilter,
  messageFilters,
  MessagesService,
} from '#community/messages';
import { errorsOf, Pages, safePath, valuesOf } from '#web/shell';
import { MessagesPage } from './messages.page.js';
import { messagesTexts } from './messages.texts.js';
import { NoticeRows, targetOf } from './notice-rows.js';

const size = 40;
/** Of one row: no page holds more. */
const mostTogether = size;

@Controller('messages')
@SignedIn()
export class MessagePagesController {
  constructor(
    private readonly cards: MessageCards,
    private readonly messages: MessagesService,
    private readonly answers: FriendAnswersService,
    private readonly rows: NoticeRows,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (query['style'] === 'whisper') return this.pages.redirect(reply, '/whispers');
    await this.send(request, reply, query);
  }

  /** To what it tells of, and what was opened is read. */
  @Get(':id')
  async open(
    @Param() params: GivenQuery,
    @Query('also') also: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const card = await this.cards.get(member, looseIdFrom(params, 'id'));
    if (isOpenedByReader(request)) await this.messages.markManyRead(member, [card.id, ...idsIn(also)]);
    this.pages.redirect(reply, targetOf(card) ?? '/messages');
  }

  @Post('read-all')
  async readAll(@Body() body: unknown, @CurrentMember() member: Member, @Res() reply: FastifyReply): Promise<void> {
    await this.messages.markAllRead(member);
    this.pages.redirect(reply, backOf(body), 'done');
  }

  /** What leads nowhere can be read as well. */
  @Post(':id/read')
  async read(
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.messages.markRead(member, looseIdFrom(params, 'id'));
    await this.messages.markManyRead(member, idsIn(valuesOf(body)['also']));
    this.pages.redirect(reply, backOf(body));
  }

  @Post(':id/accept')
  @Unbanned()
  async accept(
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer({ body, request, reply }, () => this.answers.accept(member, looseIdFrom(params, 'id')));
  }

  @Post(':id/refuse')
  @Unbanned()
  async refuse(
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer({ body, request, reply }, () => this.answers.refuse(member, looseIdFrom(params, 'id')));
  }

  private async answer({ body, request, reply }: Sent, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const refusal = errorsOf(error, this.pages.visit(request))['']!;
      return this.send(request, reply, { style: 'requesting' }, refusal);
    }
    this.pages.redirect(reply, backOf(body), 'done');
  }

  private async send(request: FastifyRequest, reply: FastifyReply, query: GivenQuery, refusal?: string): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const filter = filterOf(query);
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const { cards, total } = await this.cards.list(visit.viewer!, filter, page);
    const model = {
      visit,
      say: messagesTexts[visit.reader.locale],
      filter,
      rows: this.rows.list(cards, visit.site),
      page: page.page,
      more: page.offset + cards.length < total && cards.length > 0,
      ...(refusal !== undefined && { refusal }),
    };
    const isBeyond = cards.length === 0 && page.page > 1;
    this.pages.send(reply, MessagesPage(model), { status: refusal !== undefined ? 422 : isBeyond ? 404 : 200 });
  }
}

interface Sent {
  readonly body: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const filterOf = ({ style }: GivenQuery): MessageFilter => messageFilters.find((filter) => filter === style) ?? 'all';

const backOf = (body: unknown): string => safePath(valuesOf(body)['back'] || '/messages');

/** As one row names them: `4.3.2`. */
const idsIn = (also: unknown): number[] =>
  typeof also === 'string' && /^\d{1,15}(\.\d{1,15})*$/.test(also)
    ? also.split('.').slice(0, mostTogether).map(Number)
    : [];

/**
 * A page elsewhere may lead here without its reader wanting it, and a browser may look before anybody has pressed:
 * that is no reading.
 */
export const isOpenedByReader = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' &&
  headers['sec-fetch-site'] !== 'cross-site' &&
  headers['sec-purpose'] === undefined &&
  headers['purpose'] === undefined;
