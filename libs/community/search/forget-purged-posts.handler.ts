import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { SearchIndex } from '#kernel/search-index';
import { PostsPurged } from '#community/posts';

@Injectable()
export class ForgetPurgedPosts {
  constructor(private readonly index: SearchIndex) {}

  /** Of a row that is gone nothing is put into the index any more, so it needs no tombstone either. */
  @On(PostsPurged, { task: 'search.forget-purged-posts', class: 'index' })
  async handle({ postIds }: PostsPurged): Promise<void> {
    await this.index.discard('post', postIds);
  }
}
