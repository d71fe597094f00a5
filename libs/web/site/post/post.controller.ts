import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, looseIdFrom, pageOf, type Query as GivenQuery } from '#kernel/http';
import { Anyone } from '#community/identity';
import { BlockViews, PostsService, PostStarsService } from '#community/posts';
import { Pages } from '#web/shell';
import { picturesOf } from '#web/ui';
import { postIdOf } from '../posts/post-address.js';
import { person } from '../posts/post-models.js';
import { ShownPosts } from '../posts/shown-posts.js';
import { HistoryPage } from './history.page.js';
import { PicturePage } from './picture.page.js';
import { versionsOf } from './post-versions.js';
import { postTexts } from './post.texts.js';
import { ShownPost } from './shown-post.js';
import { StarsPage } from './stars.page.js';
import { visibly } from './visibly.js';

const size = 50;

/** A post, and the pages about it that anybody opens who may see it. */
@Controller('post')
@Anyone()
export class PostController {
  constructor(
    private readonly shownPost: ShownPost,
    private readonly posts: PostsService,
    private readonly stars: PostStarsService,
    private readonly shown: ShownPosts,
    private readonly blocks: BlockViews,
    private readonly pages: Pages,
  ) {}

  @Get(':id')
  async show(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.shownPost.send(request, reply, postIdOf(params), query);
  }

  /** Asked by a script while somebody writes. */
  @Get(':id/box')
  async showStanding(
    @Param() params: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.shownPost.sendStanding(request, reply, postIdOf(params));
  }

  @Get(':id/stars')
  async showStars(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const visit = await this.pages.reading(request, reply);
    const { members, total } = await visibly(this.stars.list(visit.viewer, id, page));
    const model = {
      ...{ visit, id, total },
      say: postTexts[visit.reader.locale],
      people: members.map((card) => person(card, visit.site)),
      page: page.page,
      more: members.length > 0 && page.offset + members.length < total,
    };
    this.pages.send(reply, StarsPage(model));
  }

  @Get(':id/history')
  async showHistory(
    @Param() params: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    const visit = await this.pages.reading(request, reply);
    const card = await visibly(this.posts.getCard(visit.viewer, id));
    const revisions = await visibly(this.posts.listRevisions(visit.viewer, id));
    const model = {
      visit,
      say: postTexts[visit.reader.locale],
      post: await this.shown.get(visit, card),
      versions: versionsOf(card, revisions, (blocks, isPublic) => this.blocks.list(blocks, isPublic), visit.site),
    };
    this.pages.send(reply, HistoryPage(model));
  }

  /** One picture as large as it fits. With scripts the same opens above the post. */
  @Get(':id/media/:number')
  async showPicture(
    @Param() params: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = postIdOf(params);
    const visit = await this.pages.reading(request, reply);
    const post = await this.shown.get(visit, await visibly(this.posts.getCard(visit.viewer, id)));
    const pictures = picturesOf(post.blocks);
    const number = looseIdFrom(params, 'number');
    const picture = pictures[number - 1];
    if (!picture) throw new AppError('post.not-found');
    const say = postTexts[visit.reader.locale];
    this.pages.send(reply, PicturePage({ visit, say, post, picture, number, all: pictures.length }));
  }
}
