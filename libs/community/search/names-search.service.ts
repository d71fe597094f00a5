import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import type { Page } from '#kernel/http';
import { type SearchAccess, SearchIndex, type SearchOrder } from '#kernel/search-index';
import type { Viewer } from '#community/identity';
import { type TopicRow, TopicsService } from '#community/topics';
import { type FoundMemberRow, FoundMembersQueries, namesOf } from './found-members.queries.js';
import { type Asked, readBox, withoutSign } from './query-language.js';
import { SearchAccessQueries } from './search-access.queries.js';
import { SearchAllowance } from './search-allowance.js';
import { nothingShown, type Shown, shownHits } from './shown-hits.js';

export type NameKind = 'member' | 'topic';

export interface NameQuestion {
  readonly words: string;
  readonly order: SearchOrder;
  readonly page: Page;
}

export interface FoundNames {
  readonly topics: Shown<TopicRow>;
  readonly members: Shown<FoundMemberRow>;
}

const mostNear = 6;
const nearest: Page = { page: 1, size: mostNear, offset: 0 };
/** So many that enough are left when those are taken out who block each other. */
const hottest = { key: 'search.hottest-members', number: 50, seconds: 60 };

/** Of what was asked, all that may be of a name: the author or the topics, and the words. */
export const nameWords = (asked: Asked, kind: NameKind): string =>
  [...named(asked, kind), bareWords(asked)].filter(Boolean).join(' ');

/** What is most likely to be a name: the author or the topics where some are named, else the words. */
export const likelyName = (asked: Asked, kind: NameKind): string => named(asked, kind).join(' ') || bareWords(asked);

const named = ({ authors, tags }: Asked, kind: NameKind): readonly string[] => (kind === 'member' ? authors : tags);
const bareWords = ({ words }: Asked): string => words.split(' ').map(withoutSign).join(' ').trim();

/** Members and topics by their names. */
@Injectable()
export class NamesSearchService {
  constructor(
    private readonly access: SearchAccessQueries,
    private readonly index: SearchIndex,
    private readonly found: FoundMembersQueries,
    private readonly topics: TopicsService,
    private readonly cache: Cache,
    private readonly allowance: SearchAllowance,
  ) {}

  /** Who wants to be found, is not banned, and has no block between them and the viewer. */
  async members(viewer: Viewer, question: NameQuestion): Promise<Shown<FoundMemberRow>> {
    await this.allowance.take();
    return this.membersBy((await this.access.ofNames(viewer)).member, viewer, question);
  }

  async topicsNamed(viewer: Viewer, question: NameQuestion): Promise<Shown<TopicRow>> {
    await this.allowance.take();
    return this.topicsBy((await this.access.ofNames(viewer)).topic, viewer, question);
  }

  /** Six of each at most, while somebody types; of nothing the topics that are used most. */
  async suggest(viewer: Viewer, typed: string): Promise<FoundNames> {
    const asked = readBox(typed);
    if (!typed.trim()) return { topics: await this.hotTopics(viewer), members: nothingShown };
    return this.both(viewer, asked);
  }

  /** For a search that has found nothing: what has its words as a name, else what is best known. */
  async near(viewer: Viewer, asked: Asked): Promise<FoundNames> {
    const { topics, members } = await this.both(viewer, asked);
    const [hotTopics, hotMembers] = await Promise.all([
      topics.list.length ? topics : this.hotTopics(viewer),
      members.list.length ? members : this.hotMembers(viewer),
    ]);
    return { topics: hotTopics, members: hotMembers };
  }

  private async both(viewer: Viewer, asked: Asked): Promise<FoundNames> {
    const access = await this.access.ofNames(viewer);
    const question = { order: 'relevance', page: nearest } as const;
    const [topics, members] = await Promise.all([
      this.topicsBy(access.topic, viewer, { ...question, words: likelyName(asked, 'topic') }),
      this.membersBy(access.member, viewer, { ...question, words: likelyName(asked, 'member') }),
    ]);
    return { topics, members };
  }

  private membersBy(access: SearchAccess, viewer: Viewer, question: NameQuestion): Promise<Shown<FoundMemberRow>> {
    return shownHits({
      words: question.words,
      access,
      ask: (current) => this.ask('member', question, current),
      load: (ids) => this.found.listByIds(viewer, ids),
      textOf: namesOf,
    });
  }

  private topicsBy(access: SearchAccess, viewer: Viewer, question: NameQuestion): Promise<Shown<TopicRow>> {
    return shownHits({
      words: question.words,
      access,
      ask: (current) => this.ask('topic', question, current),
      load: (ids) => this.topics.listByIds(viewer, ids),
      textOf: ({ name }) => name,
    });
  }

  private ask(kind: NameKind, { words, order, page }: NameQuestion, access: SearchAccess) {
    return this.index.search({ kind, words, access, order, offset: page.offset, limit: page.size });
  }

  private async hotTopics(viewer: Viewer): Promise<Shown<TopicRow>> {
    const list = await this.topics.list(viewer, 'hot', mostNear);
    return { list, total: list.length };
  }

  private async hotMembers(viewer: Viewer): Promise<Shown<FoundMemberRow>> {
    const load = () => this.found.listHottestIds(hottest.number);
    const list = await this.found.listByIds(viewer, await this.cache.get(hottest.key, hottest.seconds, load));
    return { list: list.slice(0, mostNear), total: Math.min(list.length, mostNear) };
  }
}
