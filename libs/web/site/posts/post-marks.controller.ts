import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query as GivenQuery } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { PostFavoursService } from '#community/posts';
import { valuesOf } from '#web/shell';
import { visibly } from '../post/visibly.js';
import { backTo, postIdOf } from './post-address.js';
import { PostAnswers } from './post-answers.js';

/** What members star and keep. */
@Controller('post')
@Active()
export class PostMarksController {
  constructor(
    private readonly favours: PostFavoursService,
    private readonly answers: PostAnswers,
  ) {}

  @Post(':id/star')
  async star(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    await visibly(this.favours.toggle('star', member, id));
    await this.answers.marks({ request, reply, id, back: backTo(valuesOf(body)['back'], id) });
  }

  @Post(':id/collect')
  async collect(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    await visibly(this.favours.toggle('collection', member, id));
    await this.answers.marks({ request, reply, id, back: backTo(valuesOf(body)['back'], id) });
  }
}
