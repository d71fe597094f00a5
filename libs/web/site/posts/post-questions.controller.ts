import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, InvalidRequest, type Query as GivenQuery } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import { PostMarksService, PostRemovalService, PostsService } from '#community/posts';
import { Pages, valuesOf } from '#web/shell';
import { postPath } from '#web/ui';
import { visibly } from '../post/visibly.js';
import { DeletePostPage, DeletePostPart } from './delete-post.page.js';
import type { AskedOfPost } from './asked-part.js';
import { backTo, postIdOf } from './post-address.js';
import { isScript, PostAnswers } from './post-answers.js';
import { postsTexts } from './posts.texts.js';
import { ShownPosts } from './shown-posts.js';
import { VisibilityPage, VisibilityPart } from './visibility.page.js';

/** What the author of a post, or an administrator, is asked before it is done: on a page, or by a script where one is. */
@Controller('post')
export class PostQuestionsController {
  constructor(
    private readonly posts: PostsService,
    private readonly removal: PostRemovalService,
    private readonly marks: PostMarksService,
    private readonly shown: ShownPosts,
    private readonly answers: PostAnswers,
    private readonly pages: Pages,
  ) {}

  @Get(':id/delete')
  @SignedIn()
  async askDeletion(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.asked(params, query, request, reply);
    this.pages.send(reply, isScript(request) ? DeletePostPart(asked) : DeletePostPage(asked));
  }

  @Post(':id/delete')
  @Active()
  async delete(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    await visibly(this.removal.remove(member, id));
    const [back = '/'] = backTo(valuesOf(body)['back'], id).split('#');
    const isGone = back === postPath(id) || back.startsWith(`${postPath(id)}/`) || back.startsWith(`${postPath(id)}?`);
    await this.answers.gone({ request, reply, id, back: isGone ? '/' : back }, 'deleted');
  }

  @Get(':id/visibility')
  @SignedIn()
  async askVisibility(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.asked(params, query, request, reply);
    this.pages.send(reply, isScript(request) ? VisibilityPart(asked) : VisibilityPage(asked));
  }

  @Post(':id/visibility')
  @Active()
  async setVisibility(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    const { visibility = '', back } = valuesOf(body);
    if (!/^[0-3]$/.test(visibility)) throw new InvalidRequest(['visibility must be 0, 1, 2 or 3']);
    await visibly(this.marks.setVisibility(member, id, Number(visibility)));
    await this.answers.card({ request, reply, id, back: backTo(back, id) }, 'saved');
  }

  private async asked(
    params: GivenQuery,
    { back }: GivenQuery,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<AskedOfPost> {
    const id = postIdOf(params);
    const visit = await this.pages.reading(request, reply);
    const post = await this.shown.get(visit, await visibly(this.posts.getCard(visit.viewer, id)));
    if (!post.own?.isAuthor && !post.own?.isStaff) throw new AppError('member.forbidden');
    return { visit, say: postsTexts[visit.reader.locale], post, back: backTo(back, id) };
  }
}
