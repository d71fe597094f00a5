import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { idFrom, type Query as GivenQuery } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { TopicsService } from '#community/topics';
import { Pages, type Said, valuesOf } from '#web/shell';

/** What one does with a topic, by one button each; it leads back to the page on which that stands. */
@Controller('topics/:id')
@Active()
export class TopicActsController {
  constructor(
    private readonly topics: TopicsService,
    private readonly pages: Pages,
  ) {}

  @Post('follow')
  async follow(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.topics.follow(member, idFrom(params, 'id'));
    this.back(reply, body, 'followed');
  }

  @Post('unfollow')
  async unfollow(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.topics.unfollow(member, idFrom(params, 'id'));
    this.back(reply, body, 'unfollowed');
  }

  @Post('stick')
  async stick(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.topics.toggleTop(member, idFrom(params, 'id'));
    this.back(reply, body, 'saved');
  }

  @Post('pin')
  async pin(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.topics.togglePin(member, idFrom(params, 'id'));
    this.back(reply, body, 'saved');
  }

  private back(reply: FastifyReply, body: unknown, said: Said): void {
    const { back } = valuesOf(body);
    this.pages.redirect(reply, back || '/topics', said);
  }
}
