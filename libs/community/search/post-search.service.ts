import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import { type SearchFilter, SearchIndex, type SearchOrder } from '#kernel/search-index';
import type { Viewer } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { endOf, startOf } from './days.js';
import { type Asked, isImpossible } from './query-language.js';
import { SearchAccessQueries } from './search-access.queries.js';
import { SearchAllowance } from './search-allowance.js';
import { type FoundRows, nothingShown, type Shown, shownHits } from './shown-hits.js';

export interface PostQuestion {
  readonly asked: Asked;
  readonly order: SearchOrder;
  readonly page: Page;
}

@Injectable()
export class PostSearchService {
  constructor(
    private readonly access: SearchAccessQueries,
    private readonly index: SearchIndex,
    private readonly settings: CommunitySettings,
    private readonly allowance: SearchAllowance,
  ) {}

  /**
   * Posts that the viewer may see. `rows` reads them by the one rule, in the order of the ids. One statement beside the
   * index's and those of `rows`; both are asked again, twice at most, where the index was behind in what may be seen.
   */
  async search<T extends { readonly id: Id }>(
    viewer: Viewer,
    { asked, order, page }: PostQuestion,
    rows: FoundRows<T>,
  ): Promise<Shown<T>> {
    if (isImpossible(asked)) return nothingShown;
    await this.allowance.take();
    const [author] = asked.authors;
    const { access, authorId } = await this.access.ofPosts(viewer, author);
    if (author !== undefined && authorId === null) return nothingShown;
    const filter = filterOf(asked, authorId, await this.settings.timeZone());
    const { words } = asked;
    const query = { kind: 'post', words, filter, order, offset: page.offset, limit: page.size } as const;
    return shownHits({ ...rows, words, access, ask: (current) => this.index.search({ ...query, access: current }) });
  }
}

/** Days are the community's own. */
const filterOf = ({ tags, from, to, has }: Asked, authorId: Id | null, timeZone: string): SearchFilter => ({
  ...(authorId !== null && { authorId }),
  ...(tags.length && { tags }),
  ...(from !== undefined && { from: startOf(from, timeZone) }),
  ...(to !== undefined && { before: endOf(to, timeZone) }),
  ...(has.length && { has }),
});
