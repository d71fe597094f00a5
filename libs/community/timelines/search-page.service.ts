import { Injectable } from '@nestjs/common';
import type { Page } from '#kernel/http';
import type { SearchKind, SearchOrder } from '#kernel/search-index';
import type { Viewer } from '#community/identity';
import type { PostCard } from '#community/posts';
import {
  type Asked,
  type FoundMemberRow,
  type FoundNames,
  likelyName,
  nameWords,
  NamesSearchService,
  nothingAsked,
  type Piece,
  piecesOf,
  type Shown,
  type Wanted,
  wantedOf,
} from '#community/search';
import type { TopicRow } from '#community/topics';
import { textOf } from './post-text.js';
import { TimelinesService } from './timelines.service.js';

export interface SearchQuestion {
  readonly kind: SearchKind;
  readonly asked: Asked;
  readonly order: SearchOrder;
  readonly page: Page;
}

/** One page of what was found. */
export type FoundPage =
  | (Shown<PostCard> & { readonly kind: 'post' })
  | (Shown<FoundMemberRow> & { readonly kind: 'member' })
  | (Shown<TopicRow> & { readonly kind: 'topic' });

export interface SearchResult {
  readonly found: FoundPage;
  /** How the question was understood: of a name only its words are asked for. */
  readonly understood: Asked;
  /** What is marked in texts. */
  readonly wanted: Wanted;
  /** Where nothing was found. */
  readonly near?: FoundNames & { readonly wanted: Wanted };
}

/** Posts, members or topics with some words. */
@Injectable()
export class SearchPageService {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly names: NamesSearchService,
  ) {}

  async find(viewer: Viewer, question: SearchQuestion): Promise<SearchResult> {
    const { kind, asked, page } = question;
    const understood = kind === 'post' ? asked : { ...nothingAsked, words: nameWords(asked, kind) };
    const found = await this.pageOf(viewer, { ...question, asked: understood });
    const isNowhere = found.total === 0 && page.page === 1;
    const { words, tags } = understood;
    return {
      found,
      understood,
      wanted: wantedOf({ words, tags, instead: found.instead ?? [] }),
      ...(isNowhere && { near: await this.near(viewer, asked) }),
    };
  }

  private async pageOf(viewer: Viewer, { kind, asked, order, page }: SearchQuestion): Promise<FoundPage> {
    const { words } = asked;
    if (kind === 'post') return { kind, ...(await this.timelines.search(viewer, { asked, order, page })) };
    if (kind === 'topic') return { kind, ...(await this.names.topicsNamed(viewer, { words, order, page })) };
    return { kind, ...(await this.names.members(viewer, { words, order, page })) };
  }

  private async near(viewer: Viewer, asked: Asked): Promise<FoundNames & { wanted: Wanted }> {
    const found = await this.names.near(viewer, asked);
    const { instead = [] } = found.members;
    return { ...found, wanted: wantedOf({ words: likelyName(asked, 'member'), instead }) };
  }
}

/** What a search shows of a post: nothing, where that stands behind a warning. */
export const foundPieces = (card: Pick<PostCard, 'cover' | 'blocks'>, wanted: Wanted): Piece[] =>
  card.cover ? [] : piecesOf(textOf(card), wanted);
