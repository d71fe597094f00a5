import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member, Viewer } from '#community/identity';
import { CommunitySettings, type FeaturedTopic, featuredIn, unlistedIn } from '#community/site';
import { TopicCountsRepository } from './topic-counts.repository.js';
import { TopicFollowsRepository } from './topic-follows.repository.js';
import { tagKey } from './topic-key.js';
import { type ChosenTopics, type TopicList, type TopicRow, TopicsQueries } from './topics.queries.js';

const mostSuggested = 6;

/** A topic as one viewer has it, with what the owner says of it. */
export interface Topic extends TopicRow {
  /** What it is about; empty where the owner says nothing. */
  readonly about: string;
}

interface Chosen extends ChosenTopics {
  readonly byKey: ReadonlyMap<string, FeaturedTopic>;
}

@Injectable()
export class TopicsService {
  constructor(
    private readonly queries: TopicsQueries,
    private readonly follows: TopicFollowsRepository,
    private readonly counts: TopicCountsRepository,
    private readonly settings: CommunitySettings,
  ) {}

  /** A guest follows nothing. Before the hot ones come those that the owner features. */
  async list(viewer: Viewer, list: TopicList, limit: number, offset = 0): Promise<Topic[]> {
    if (!viewer && (list === 'follow' || list === 'pin')) return [];
    const chosen = await this.chosen();
    const rows = await this.queries.list(list, viewer?.id ?? null, { limit, offset, ...chosen });
    return rows.map((row) => described(row, chosen));
  }

  /** In any spelling; one that no post has any more is there for those who follow it, or where the owner features it. */
  async findByName(viewer: Viewer, name: string): Promise<Topic | null> {
    const chosen = await this.chosen();
    const row = await this.queries.findByKey(tagKey(name), viewer?.id ?? null, chosen);
    return row && described(row, chosen);
  }

  /** In the open unit of work: there is a topic of this name, whether or not a post has it. */
  async ensure(member: Member, name: string): Promise<void> {
    await this.counts.addMissing([{ key: tagKey(name), name, creatorId: member.id }]);
  }

  /** In the order of the ids, without those that no post has any more. */
  async listByIds(viewer: Viewer, ids: readonly Id[]): Promise<TopicRow[]> {
    return this.queries.listByIds(ids, viewer?.id ?? null);
  }

  /** With the `#` that somebody types before a topic or without. */
  async suggest(typed: string): Promise<string[]> {
    const letters = tagKey(typed.trim().replace(/^[#＃]+/u, ''));
    return this.queries.suggest(letters, mostSuggested, await this.chosen());
  }

  async follow(member: Member, topicId: Id): Promise<void> {
    if (!(await this.follows.add(member.id, topicId))) throw new AppError('topic.not-followed');
  }

  async unfollow(member: Member, topicId: Id): Promise<void> {
    await this.follows.remove(member.id, topicId);
  }

  /** Puts a followed topic before the others in the member's lists, or back; answers whether it is there now. */
  async toggleTop(member: Member, topicId: Id): Promise<boolean> {
    const isTop = await this.follows.toggle('is_top', member.id, topicId);
    if (isTop === null) throw new AppError('topic.stick-failed');
    return isTop;
  }

  /** Puts a followed topic into the member's list of pinned ones, or takes it out; answers whether it is there now. */
  async togglePin(member: Member, topicId: Id): Promise<boolean> {
    const isPin = await this.follows.toggle('is_pin', member.id, topicId);
    if (isPin === null) throw new AppError('topic.pin-failed');
    return isPin;
  }

  private async chosen(): Promise<Chosen> {
    const { featuredTopics, unlistedTopics } = await this.settings.get();
    const byKey = new Map(featuredIn(featuredTopics).map((topic) => [tagKey(topic.name), topic]));
    return { byKey, featured: [...byKey.keys()], unlisted: unlistedIn(unlistedTopics).map(tagKey) };
  }
}

const described = (row: TopicRow, { byKey }: Chosen): Topic => ({
  ...row,
  about: byKey.get(tagKey(row.name))?.about ?? '',
});
