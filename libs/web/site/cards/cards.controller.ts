import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type Query as GivenQuery } from '#kernel/http';
import { Anyone } from '#community/identity';
import { isTopic, PostsService } from '#community/posts';
import { TopicsService } from '#community/topics';
import { postIdOf } from '../posts/post-address.js';
import { ShownPosts } from '../posts/shown-posts.js';
import { visibly } from '../post/visibly.js';
import { postOnCard } from './card-model.js';
import { PublicMembers } from './public-members.js';
import { homeOnCard, memberOnCard, topicOnCard } from './places-on-cards.js';
import { SentCards } from './sent-cards.js';

/**
 * The pictures that other sites show in place of a link: the same for everybody, as a stranger may see it. What a
 * stranger may not see has none, whoever asks.
 */
@Controller()
@Anyone()
export class CardsController {
  constructor(
    private readonly posts: PostsService,
    private readonly shown: ShownPosts,
    private readonly members: PublicMembers,
    private readonly topics: TopicsService,
    private readonly cards: SentCards,
  ) {}

  @Get('card.png')
  async home(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.cards.send({ request, reply, query }, async ({ community, settings }) =>
      homeOnCard(community, settings.tagline),
    );
  }

  @Get('post/:id/card.png')
  async post(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.cards.send({ request, reply, query }, async ({ site }) => {
      const card = await visibly(this.posts.getCard(null, postIdOf(params)));
      return postOnCard(await this.shown.get({ viewer: null, site }, card));
    });
  }

  @Get('@:name/card.png')
  async member(
    @Param('name') name: string,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.cards.send({ request, reply, query }, async ({ site }) =>
      memberOnCard(await this.members.get(name, site)),
    );
  }

  @Get('topic/:name/card.png')
  async topic(
    @Param('name') name: string,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.cards.send({ request, reply, query }, async () => {
      const topic = isTopic(name) ? await this.topics.findByName(null, name) : null;
      if (!topic) throw new AppError('request.not-found');
      return topicOnCard(topic);
    });
  }
}
