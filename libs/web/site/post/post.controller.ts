import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, idFrom, InvalidRequest, pageOf, type Query as GivenQuery } from '#kernel/http';
import { CommentsService } from '#community/comments';
import { Anyone } from '#community/identity';
import { PostsService } from '#community/posts';
import { PostModels } from '../posts/post-models.js';
import { ShownPosts } from '../posts/shown-posts.js';
import { PostPage } from './post.page.js';
import { Pages, SiteFigures } from '#web/shell';

const size = 50;

@Controller('post')
@Anyone()
export class PostController {
  constructor(
    private readonly posts: PostsService,
    private readonly comments: CommentsService,
    private readonly figures: SiteFigures,
    private readonly models: PostModels,
    private readonly shown: ShownPosts,
    private readonly pages: Pages,
  ) {}

  @Get(':id')
  async show(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const id = idOf(params);
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const card = await this.posts.getCard(visit.viewer, id);
    const [comments, figures] = await Promise.all([
      this.comments.list(visit.viewer, id, 'default', page),
      this.figures.read(),
    ]);
    const model = {
      visit,
      figures,
      post: await this.shown.get(visit, card),
      comments: comments.cards.map((comment) => this.models.comment(comment, visit.site)),
      page: page.page,
      more: page.offset + comments.cards.length < comments.total && comments.cards.length > 0,
    };
    this.pages.send(reply, PostPage(model));
  }
}

/** What can be no id is the address of nothing. */
function idOf(params: GivenQuery): number {
  try {
    return idFrom(params, 'id');
  } catch (error) {
    throw error instanceof InvalidRequest ? new AppError('post.not-found') : error;
  }
}
