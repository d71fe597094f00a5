import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Page, pagerOf, type WireJson, wireObject } from '#kernel/http';
import type { SearchKind, SearchOrder } from '#kernel/search-index';
import { tenantScope } from '#kernel/scope';
import type { Viewer } from '#community/identity';
import { type PostCard, PostViews } from '#community/posts';
import {
  type Asked,
  foundMemberView,
  foundNamesView,
  foundTopicView,
  likelyName,
  nameWords,
  NamesSearchService,
  type Shown,
  snippetOf,
  understoodView,
  type Wanted,
  wantedOf,
} from '#community/search';
import { textOf } from './post-text.js';
import { TimelinesService } from './timelines.service.js';

export interface SearchQuestion {
  readonly kind: SearchKind;
  readonly asked: Asked;
  readonly order: SearchOrder;
  readonly page: Page;
}

/** One page of what was found, each as JSON. */
type Found = Shown<string>;

/** Posts, members or topics with some words, as the wire has them. */
@Injectable()
export class SearchPageService {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly names: NamesSearchService,
    private readonly views: PostViews,
    private readonly config: Config,
  ) {}

  async find(viewer: Viewer, question: SearchQuestion): Promise<WireJson> {
    const { kind, asked, page } = question;
    const understood = kind === 'post' ? asked : { words: nameWords(asked, kind), authors: [], tags: [], has: [] };
    const { list, total, instead } = await this.listOf(viewer, { ...question, asked: understood });
    const near = total === 0 && page.page === 1 ? await this.near(viewer, asked) : undefined;
    const fields = [
      `"list":[${list.join(',')}]`,
      `"pager":${JSON.stringify(pagerOf(page, total))}`,
      `"understood":${JSON.stringify(understoodView(understood))}`,
      ...(instead ? [`"instead":${JSON.stringify(instead.join(' '))}`] : []),
      ...(near ? [`"near":${near}`] : []),
    ];
    return wireObject(`{${fields.join(',')}}`);
  }

  private async listOf(viewer: Viewer, { kind, asked, order, page }: SearchQuestion): Promise<Found> {
    const { words, tags } = asked;
    const wantedIn = ({ instead = [] }: Shown<unknown>): Wanted => wantedOf({ words, tags, instead });
    if (kind === 'post') {
      const posts = await this.timelines.search(viewer, { asked, order, page });
      const wanted = wantedIn(posts);
      return { ...posts, list: posts.list.map((card) => this.postJson(card, wanted)) };
    }
    if (kind === 'topic') {
      const topics = await this.names.topicsNamed(viewer, { words, order, page });
      return { ...topics, list: topics.list.map((row) => JSON.stringify(foundTopicView(row, this.site()))) };
    }
    const members = await this.names.members(viewer, { words, order, page });
    const wanted = wantedIn(members);
    return { ...members, list: members.list.map((row) => JSON.stringify(foundMemberView(row, wanted, this.site()))) };
  }

  private async near(viewer: Viewer, asked: Asked): Promise<string> {
    const found = await this.names.near(viewer, asked);
    const instead = found.members.instead ?? [];
    const wanted = wantedOf({ words: likelyName(asked, 'member'), instead });
    return JSON.stringify(foundNamesView(found, wanted, this.site()));
  }

  private postJson(card: PostCard, wanted: Wanted): string {
    const snippet = card.cover ? '' : snippetOf(textOf(card), wanted);
    return `${this.views.json(card).slice(0, -1)},"snippet":${JSON.stringify(snippet)}}`;
  }

  private site(): string {
    return this.config.publicUrl(tenantScope.current().primaryHost);
  }
}
