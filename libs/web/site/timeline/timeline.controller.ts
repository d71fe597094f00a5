import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Page, pageOf, type Query as GivenQuery } from '#kernel/http';
import { Anyone, type Member } from '#community/identity';
import { MembersService } from '#community/members';
import type { PostCard } from '#community/posts';
import { type ActiveMember, TrendsService } from '#community/relations';
import { TimelinesService } from '#community/timelines';
import { TopicsService } from '#community/topics';
import { Pages, type ReadingVisit, SiteFigures } from '#web/shell';
import { topicPath } from '#web/ui';
import { person } from '../posts/post-models.js';
import { ShownPosts } from '../posts/shown-posts.js';
import { type Style, TimelinePage } from './timeline.page.js';
import { timelineTexts } from './timeline.texts.js';
import type { Suggested } from './suggestions.js';

const size = 20;
const longestTopic = 50;
const mostPeople = 5;
const mostTopics = 24;
const mostFollowed = 12;
const trendsPage: Page = { page: 1, size: 20, offset: 0 };

interface Own {
  readonly topics: readonly string[];
  readonly trends: readonly ActiveMember[];
}

/** The front page: what everybody may read, the newest activity first or what is hot; for members, whom they follow. */
@Controller()
@Anyone()
export class TimelineController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly members: MembersService,
    private readonly topics: TopicsService,
    private readonly trends: TrendsService,
    private readonly figures: SiteFigures,
    private readonly posts: ShownPosts,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const topic = topicOf(query);
    if (topic !== null) return void reply.redirect(topicPath(topic), 308);
    const visit = await this.pages.reading(request, reply);
    const style = styleOf(query, visit);
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const [{ cards, total }, figures, own] = await Promise.all([
      this.timelines.list(visit.viewer, { style }, page),
      this.figures.read(),
      this.own(visit, style, page),
    ]);
    const [posts, suggested] = await Promise.all([
      this.posts.list(visit, cards),
      wantsPeople(style, visit, cards, page) ? this.suggest(visit.viewer!, visit.site) : null,
    ]);
    const more = page.offset + cards.length < total && cards.length > 0;
    const say = timelineTexts[visit.reader.locale];
    const model = { visit, say, figures, style, posts, page: page.page, more, suggested, ...own };
    this.pages.send(reply, TimelinePage(model), { status: !cards.length && page.page > 1 ? 404 : 200 });
  }

  /** What stands beside and above the posts of a member: one statement for each of the two, whatever they follow. */
  private async own({ viewer, settings }: ReadingVisit, style: Style, { page }: Page): Promise<Own> {
    if (!viewer) return { topics: [], trends: [] };
    const hasTrends = settings.enableTrendsBar && style !== 'hots' && page === 1;
    const [topics, trends] = await Promise.all([
      this.topics.list(viewer, 'follow', mostFollowed),
      hasTrends ? this.trends.list(viewer, trendsPage) : { members: [] },
    ]);
    return { topics: topics.map(({ name }) => name), trends: trends.members };
  }

  private async suggest(member: Member, site: string): Promise<Suggested> {
    const [people, topics] = await Promise.all([
      this.members.listSuggested(member, mostPeople),
      this.topics.list(member, 'hot', mostTopics),
    ]);
    return {
      people: people.map((card) => ({ ...person(card, site), bio: card.bio, followers: card.followerCount })),
      topics: topics.filter(({ isFollowed }) => !isFollowed).map(({ name }) => name),
    };
  }
}

/** A guest follows nobody. */
function styleOf({ style }: GivenQuery, { viewer }: ReadingVisit): Style {
  if (style === 'hots') return style;
  return style === 'following' && viewer ? style : 'newest';
}

/** Whoever sees nobody there but themselves. */
const wantsPeople = (style: Style, { viewer }: ReadingVisit, cards: readonly PostCard[], { page, size: most }: Page) =>
  style === 'following' && page === 1 && cards.length < most && cards.every(({ author }) => author.id === viewer?.id);

/** As the links of paopao, and of earlier versions, ask for the posts of a topic. */
function topicOf({ tag }: GivenQuery): string | null {
  if (typeof tag !== 'string' || !tag.trim()) return null;
  return Array.from(tag.trim().replace(/^[#＃]/, ''))
    .slice(0, longestTopic)
    .join('');
}
