import { Body, Controller, Headers, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query as GivenQuery } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { PostFavoursService, PostsService } from '#community/posts';
import { Pages, valuesOf } from '#web/shell';
import { Marks } from '#web/ui';
import { visibly } from '../post/visibly.js';
import { backTo, postIdOf } from './post-address.js';
import { ShownPosts } from './shown-posts.js';

/** Whoever stars or keeps a post goes back to where it stood; a script gets only what has changed. */
@Controller('post')
@Active()
export class PostMarksController {
  constructor(
    private readonly favours: PostFavoursService,
    private readonly posts: PostsService,
    private readonly shown: ShownPosts,
    private readonly pages: Pages,
  ) {}

  @Post(':id/star')
  async star(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Headers('hx-request') asked: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    await visibly(this.favours.toggle('star', member, id));
    await this.answer(id, valuesOf(body)['back'], asked === 'true', request, reply);
  }

  @Post(':id/collect')
  async collect(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Headers('hx-request') asked: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    await visibly(this.favours.toggle('collection', member, id));
    await this.answer(id, valuesOf(body)['back'], asked === 'true', request, reply);
  }

  private async answer(
    id: number,
    given: string | undefined,
    isScript: boolean,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const back = backTo(given, id);
    if (!isScript) return this.pages.redirect(reply, back);
    const visit = await this.pages.reading(request, reply);
    const post = await this.shown.get(visit, await this.posts.getCard(visit.viewer, id));
    this.pages.send(reply, Marks({ post, reader: visit.reader, token: visit.formToken, back }));
  }
}
