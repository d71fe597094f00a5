import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, pageOf, type Query as GivenQuery } from '#kernel/http';
import { Anyone } from '#community/identity';
import { isTopic, tagKey } from '#community/posts';
import { TimelinesService } from '#community/timelines';
import { type TopicList, TopicsService } from '#community/topics';
import { Pages, SiteFigures } from '#web/shell';
import { ShownPosts } from '../posts/shown-posts.js';
import { isUnknown, type TopicOrder, TopicPage } from './topic.page.js';
import { topicView } from './topic-view.js';
import { TopicsPage } from './topics.page.js';
import { topicsTexts } from './topics.texts.js';

const mostTopics = 30;
const mostPosts = 20;
const lists: readonly TopicList[] = ['hot', 'new', 'follow', 'pin'];

@Controller()
@Anyone()
export class TopicPagesController {
  constructor(
    private readonly topics: TopicsService,
    private readonly timelines: TimelinesService,
    private readonly figures: SiteFigures,
    private readonly posts: ShownPosts,
    private readonly pages: Pages,
  ) {}

  @Get('topics')
  async list(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const list = lists.find((known) => known === query['type']) ?? 'hot';
    const { page, size, offset } = pageOf({ page: query['page'], page_size: String(mostTopics) });
    const [rows, figures] = await Promise.all([
      this.topics.list(visit.viewer, list, size + 1, offset), // one more tells whether there is another page
      this.figures.read(),
    ]);
    const topics = rows.slice(0, size).map(topicView);
    const say = topicsTexts[visit.reader.locale];
    const model = { visit, figures, say, list, topics, page, more: rows.length > size };
    this.pages.send(reply, TopicsPage(model), { status: page > 1 && !topics.length ? 404 : 200 });
  }

  /** The name may be long, and in any letters. */
  @Get('topic/*')
  async show(
    @Param('*') typed: string,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isTopic(typed)) throw new AppError('request.not-found');
    const visit = await this.pages.reading(request, reply);
    const page = pageOf({ page: query['page'], page_size: String(mostPosts) });
    const order: TopicOrder = query['sort'] === 'hot' ? 'hot' : 'newest';
    const timeline = { style: 'tag', tag: tagKey(typed), ...(order === 'hot' && { order }) } as const;
    const [topic, { cards, total }, figures] = await Promise.all([
      this.topics.findByName(visit.viewer, typed),
      this.timelines.list(visit.viewer, timeline, page),
      this.figures.read(),
    ]);
    const model = {
      ...{ visit, figures, order, total },
      say: topicsTexts[visit.reader.locale],
      name: topic?.name ?? typed,
      topic: topic && topicView(topic),
      posts: await this.posts.list(visit, cards),
      page: page.page,
      more: page.offset + cards.length < total && cards.length > 0,
    } as const;
    const isNowhere = isUnknown(model) || (page.page > 1 && !cards.length);
    this.pages.send(reply, TopicPage(model), { status: isNowhere ? 404 : 200 });
  }
}
