import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member, Viewer } from '#community/identity';
import { TopicFollowsRepository } from './topic-follows.repository.js';
import { tagKey } from './topic-key.js';
import { type TopicList, type TopicRow, TopicsQueries } from './topics.queries.js';

const mostSuggested = 6;

@Injectable()
export class TopicsService {
  constructor(
    private readonly queries: TopicsQueries,
    private readonly follows: TopicFollowsRepository,
  ) {}

  /** A guest follows nothing. */
  async list(viewer: Viewer, list: TopicList, limit: number, offset = 0): Promise<TopicRow[]> {
    if (!viewer && (list === 'follow' || list === 'pin')) return [];
    return this.queries.list(list, viewer?.id ?? null, limit, offset);
  }

  /** In any spelling; one that no post has any more is there for those who follow it. */
  async findByName(viewer: Viewer, name: string): Promise<TopicRow | null> {
    return this.queries.findByKey(tagKey(name), viewer?.id ?? null);
  }

  /** In the order of the ids, without those that no post has any more. */
  async listByIds(viewer: Viewer, ids: readonly Id[]): Promise<TopicRow[]> {
    return this.queries.listByIds(ids, viewer?.id ?? null);
  }

  /** With the `#` that somebody types before a topic or without. */
  async suggest(typed: string): Promise<string[]> {
    return this.queries.suggest(tagKey(typed.trim().replace(/^[#＃]+/u, '')), mostSuggested);
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
}
