import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, pageOf, type Query as GivenQuery } from '#kernel/http';
import { CurrentMember, type Member, SignedIn } from '#community/identity';
import { avatarUrl } from '#community/members';
import { BlocksService, RelatedMembersService } from '#community/relations';
import { ownPath, Pages, valuesOf } from '#web/shell';
import { type KeptAway, KeptAwayPage } from './kept-away.page.js';

const size = 30;

interface Exchange {
  readonly member: Member;
  readonly query: GivenQuery;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Whom a member has blocked or muted, and how that is taken back. */
@Controller('settings')
@SignedIn()
export class KeptAwayController {
  constructor(
    private readonly related: RelatedMembersService,
    private readonly blocks: BlocksService,
    private readonly pages: Pages,
  ) {}

  @Get('blocked')
  async blocked(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send('blocked', { member, query, request, reply });
  }

  @Get('muted')
  async muted(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send('muted', { member, query, request, reply });
  }

  @Post('blocked')
  async unblock(@CurrentMember() member: Member, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.blocks.remove('block', member, idIn(body));
    this.pages.redirect(reply, '/settings/blocked', 'done');
  }

  @Post('muted')
  async unmute(@CurrentMember() member: Member, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.blocks.remove('mute', member, idIn(body));
    this.pages.redirect(reply, '/settings/muted', 'done');
  }

  private async send(list: KeptAway, { member, query, request, reply }: Exchange): Promise<void> {
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const [visit, { members, total }] = await Promise.all([
      this.pages.reading(request, reply),
      this.related.listKeptAway(member, list === 'blocked' ? 'blocks' : 'mutes', page),
    ]);
    const people = members.map((one) => ({
      id: one.id,
      name: one.nickname,
      username: one.username,
      avatar: ownPath(avatarUrl(visit.site, one), visit.site),
    }));
    const more = page.offset + people.length < total;
    this.pages.send(reply, KeptAwayPage({ visit, list, people, page: page.page, more }));
  }
}

function idIn(body: unknown): number {
  const { user_id: id = '' } = valuesOf(body);
  if (!/^\d{1,15}$/.test(id)) throw new AppError('member.not-found');
  return Number(id);
}
