import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { pageOf, pagerOf, type Query as GivenQuery, textFrom, ValidBody, type WireJson, wirePage } from '#kernel/http';
import { CurrentMember, type Member, SignedIn } from '#community/identity';
import { styleOf } from './message-kinds.js';
import { MessageViews } from './message-views.js';
import { ReadMessageDto, type UnreadCountView } from './messages.dto.js';
import { MessagesService } from './messages.service.js';

@Controller('v1/user')
@SignedIn()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly views: MessageViews,
  ) {}

  @Get('messages')
  async list(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query);
    const { rows, total } = await this.messages.list(member, styleOf(textFrom(query, 'style')), page);
    return wirePage(
      rows.map((row) => this.views.json(row)),
      pagerOf(page, total),
    );
  }

  @Get('msgcount/unread')
  async countUnread(@CurrentMember() member: Member): Promise<UnreadCountView> {
    return { count: await this.messages.countUnread(member) };
  }

  @Post('message/read')
  @HttpCode(200)
  async read(@CurrentMember() member: Member, @ValidBody() { id }: ReadMessageDto): Promise<void> {
    await this.messages.markRead(member, id);
  }

  @Post('message/readall')
  @HttpCode(200)
  async readAll(@CurrentMember() member: Member): Promise<void> {
    await this.messages.markAllRead(member);
  }
}
