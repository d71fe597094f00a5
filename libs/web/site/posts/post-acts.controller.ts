import { Body, Controller, Ip, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressFrom, type Query as GivenQuery } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { PostMarksService, PostRepostsService } from '#community/posts';
import { valuesOf } from '#web/shell';
import { visibly } from '../post/visibly.js';
import { backTo, postIdOf } from './post-address.js';
import { PostAnswers } from './post-answers.js';

/** What one press does with a post, and says. */
@Controller('post')
@Active()
export class PostActsController {
  constructor(
    private readonly marks: PostMarksService,
    private readonly reposts: PostRepostsService,
    private readonly answers: PostAnswers,
  ) {}

  @Post(':id/repeat')
  async repeat(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    await visibly(this.reposts.repost(member, id, addressFrom(ip)));
    await this.answers.marks({ request, reply, id, back: backTo(valuesOf(body)['back'], id) }, 'repeated');
  }

  @Post(':id/stick')
  async stick(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    const isTop = await visibly(this.marks.toggleTop(member, id));
    const back = backTo(valuesOf(body)['back'], id);
    await this.answers.card({ request, reply, id, back }, isTop ? 'pinned' : 'unpinned');
  }

  @Post(':id/lock')
  async lock(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    const isLocked = await visibly(this.marks.toggleLock(member, id));
    const back = backTo(valuesOf(body)['back'], id);
    await this.answers.card({ request, reply, id, back }, isLocked ? 'locked' : 'unlocked');
  }

  @Post(':id/highlight')
  async highlight(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    const isHighlight = await visibly(this.marks.toggleHighlight(member, id));
    const back = backTo(valuesOf(body)['back'], id);
    await this.answers.card({ request, reply, id, back }, isHighlight ? 'highlighted' : 'unhighlighted');
  }
}
