import { Global, Module } from '@nestjs/common';
import { SearchIndex } from '#kernel/search-index';
import { MirroredSearchIndex } from './mirrored.search-index.js';

/** Needs SearchSource, which the community provides. */
@Global()
@Module({
  providers: [{ provide: SearchIndex, useClass: MirroredSearchIndex }],
  exports: [SearchIndex],
})
export class SearchMirrorModule {}
