import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Config } from '#kernel/config';
import {
  MadeOf,
  type Query as GivenQuery,
  sharedAmongGuests,
  ValidBody,
  WireAnswer,
  type WireJson,
  wireObject,
  WireQuery,
} from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Active, Anyone, CurrentMember, CurrentViewer, type Member, SignedIn, type Viewer } from '#community/identity';
import { listTypes, suggestQuery, TopicDto, topicsQuery } from './topics.dto.js';
import type { TopicList } from './topics.queries.js';
import { TopicsService } from './topics.service.js';
import {
  SuggestedTopicsView,
  TopicListView,
  TopicPinView,
  TopicStickView,
  type TopicView,
  topicView,
} from './topics.views.js';

@Controller('v1')
export class TopicsController {
  constructor(
    private readonly topics: TopicsService,
    private readonly config: Config,
  ) {}

  /** `hot_extral` of the wire: the hot ones, and beside them those that the viewer follows. */
  @Get('tags')
  @Anyone()
  @MadeOf('topic', 'member', 'setting')
  @WireQuery({ type: listTypes, num: 'number', 'extral_num?': 'number' })
  @WireAnswer({ data: TopicListView })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    return sharedAmongGuests(viewer, wireObject(JSON.stringify(await this.find(viewer, query))));
  }

  private async find(viewer: Viewer, query: GivenQuery): Promise<TopicListView> {
    const { type, number, extraNumber } = topicsQuery(query);
    if (type !== 'hot_extral') return { topics: await this.views(viewer, type, number) };
    const [topics, followed] = await Promise.all([
      this.views(viewer, 'hot', number),
      this.views(viewer, 'follow', extraNumber),
    ]);
    return { topics, ...(followed.length > 0 && { extral_topics: followed }) };
  }

  @Get('suggest/tags')
  @SignedIn()
  @WireQuery({ 'k?': 'text' })
  @WireAnswer({ data: SuggestedTopicsView })
  async suggest(@Query() query: GivenQuery): Promise<SuggestedTopicsView> {
    return { suggest: await this.topics.suggest(suggestQuery(query)) };
  }

  @Post('topic/follow')
  @HttpCode(200)
  @Active()
  @WireAnswer({ refuses: ['topic.not-followed'] })
  async follow(@CurrentMember() member: Member, @ValidBody() { topic_id }: TopicDto): Promise<void> {
    await this.topics.follow(member, topic_id);
  }

  @Post('topic/unfollow')
  @HttpCode(200)
  @Active()
  @WireAnswer()
  async unfollow(@CurrentMember() member: Member, @ValidBody() { topic_id }: TopicDto): Promise<void> {
    await this.topics.unfollow(member, topic_id);
  }

  @Post('topic/stick')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: TopicStickView, refuses: ['topic.stick-failed'] })
  async stick(@CurrentMember() member: Member, @ValidBody() { topic_id }: TopicDto): Promise<TopicStickView> {
    return { top_status: Number(await this.topics.toggleTop(member, topic_id)) };
  }

  @Post('topic/pin')
  @HttpCode(200)
  @Active()
  @WireAnswer({ data: TopicPinView, refuses: ['topic.pin-failed'] })
  async pin(@CurrentMember() member: Member, @ValidBody() { topic_id }: TopicDto): Promise<TopicPinView> {
    return { pin_status: Number(await this.topics.togglePin(member, topic_id)) };
  }

  private async views(viewer: Viewer, list: TopicList, limit: number): Promise<TopicView[]> {
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return (await this.topics.list(viewer, list, limit)).map((row) => topicView(row, site));
  }
}
