import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageOf, type Query as GivenQuery } from '#kernel/http';
import { CurrentMember, type Member, SignedIn } from '#community/identity';
import { MemberPostsService } from '#community/timelines';
import { Pages } from '#web/shell';
import { ShownPosts } from '../posts/shown-posts.js';
import { type Kept, KeptPage } from './kept.page.js';
import { timelineTexts } from './timeline.texts.js';

const size = '20';

interface Asked {
  readonly member: Member;
  readonly query: GivenQuery;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a member kept and starred; for nobody else. */
@Controller()
@SignedIn()
export class KeptController {
  constructor(
    private readonly kept: MemberPostsService,
    private readonly posts: ShownPosts,
    private readonly pages: Pages,
  ) {}

  @Get('collections')
  async collections(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show('collections', { member, query, request, reply });
  }

  @Get('stars')
  async stars(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show('stars', { member, query, request, reply });
  }

  private async show(list: Kept, { member, query, request, reply }: Asked): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const page = pageOf({ page: query['page'], page_size: size });
    const { cards, total } =
      list === 'stars' ? await this.kept.listStarred(member, page) : await this.kept.listCollected(member, page);
    const more = page.offset + cards.length < total && cards.length > 0;
    const [posts, lost] = await Promise.all([
      this.posts.list(visit, cards),
      more ? 0 : this.kept.countLost(member, list, total),
    ]);
    const say = timelineTexts[visit.reader.locale];
    const status = page.page > 1 && !cards.length ? 404 : 200;
    this.pages.send(reply, KeptPage({ visit, say, list, posts, page: page.page, more, lost }), { status });
  }
}
