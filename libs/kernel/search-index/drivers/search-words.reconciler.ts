import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended } from '#kernel/jobs';
import { SearchWordsRepository } from './search-words.repository.js';

const batch = 500;

/** The words that a mistyped one may have meant are those of documents that there are. */
@Injectable()
export class SearchWordsReconciler extends DerivedState {
  readonly name = 'search.words';
  readonly kind = 'search';

  constructor(private readonly words: SearchWordsRepository) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, removed, lastId } = await this.words.sweep(after, batch);
    return { checked, repaired: removed, next: lastId };
  }
}
