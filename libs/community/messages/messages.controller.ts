import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  pageOf,
  pagerOf,
  type Query as GivenQuery,
  textFrom,
  ValidBody,
  WireAnswer,
  type WireJson,
  wirePage,
  WireQuery,
} from '#kernel/http';
import { CurrentMember, type Member, PresenceService, SignedIn } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { messageStyles, styleOf } from './message-kinds.js';
import { MessageViews } from './message-views.js';
import { ReadMessageDto } from './messages.dto.js';
import { MessagesService } from './messages.service.js';
import { MessageView, UnreadCountView } from './messages.views.js';

@Controller('v1/user')
@SignedIn()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly views: MessageViews,
    private readonly settings: CommunitySettings,
    private readonly presence: PresenceService,
  ) {}

  @Get('messages')
  @WireQuery({ style: messageStyles }, { paged: true })
  @WireAnswer({ page: MessageView })
  async list(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    const { rows, total } = await this.messages.list(member, styleOf(textFrom(query, 'style')), page);
    return wirePage(await this.views.list(member, rows), pagerOf(page, total));
  }

  /** Asked every few seconds by whoever has the site open, so it also tells who is online. */
  @Get('msgcount/unread')
  @WireAnswer({ data: UnreadCountView })
  async countUnread(@CurrentMember() member: Member): Promise<UnreadCountView> {
    this.presence.seen(member);
    return { count: await this.messages.countUnread(member) };
  }

  @Post('message/read')
  @HttpCode(200)
  @WireAnswer({ refuses: ['message.not-found', 'member.forbidden'] })
  async read(@CurrentMember() member: Member, @ValidBody() { id }: ReadMessageDto): Promise<void> {
    await this.messages.markRead(member, id);
  }

  @Post('message/readall')
  @HttpCode(200)
  @WireAnswer()
  async readAll(@CurrentMember() member: Member): Promise<void> {
    await this.messages.markAllRead(member);
  }
}
