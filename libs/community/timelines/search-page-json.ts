import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Page, pagerOf, type WireJson, wireObject } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { type PostCard, PostViews } from '#community/posts';
import {
  foundMemberView,
  foundNamesView,
  foundTopicView,
  snippetOf,
  understoodView,
  type Wanted,
} from '#community/search';
import { textOf } from './post-text.js';
import type { SearchResult } from './search-page.service.js';

/** A page of what was found as the wire has it. */
@Injectable()
export class SearchPageJson {
  constructor(
    private readonly views: PostViews,
    private readonly config: Config,
  ) {}

  json(result: SearchResult, page: Page): WireJson {
    const { found, understood, near } = result;
    const { instead, total } = found;
    const fields = [
      `"list":[${this.list(result).join(',')}]`,
      `"pager":${JSON.stringify(pagerOf(page, total))}`,
      `"understood":${JSON.stringify(understoodView(understood))}`,
      ...(instead ? [`"instead":${JSON.stringify(instead.join(' '))}`] : []),
      ...(near ? [`"near":${JSON.stringify(foundNamesView(near, near.wanted, this.site()))}`] : []),
    ];
    return wireObject(`{${fields.join(',')}}`);
  }

  private list({ found, wanted }: SearchResult): string[] {
    if (found.kind === 'post') return found.list.map((card) => this.post(card, wanted));
    if (found.kind === 'topic') return found.list.map((row) => JSON.stringify(foundTopicView(row, this.site())));
    return found.list.map((row) => JSON.stringify(foundMemberView(row, wanted, this.site())));
  }

  private post(card: PostCard, wanted: Wanted): string {
    const snippet = card.cover ? '' : snippetOf(textOf(card), wanted);
    return `${this.views.json(card).slice(0, -1)},"snippet":${JSON.stringify(snippet)}}`;
  }

  private site(): string {
    return this.config.publicUrl(tenantScope.current().primaryHost);
  }
}
