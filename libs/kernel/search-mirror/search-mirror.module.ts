import { Global, Module } from '@nestjs/common';
import { SearchIndex } from '#kernel/search-index';
import { MirroredSearchIndex } from './mirrored.search-index.js';
import { TenantRebuild } from './tenant-rebuild.js';
import { TenantRebuildRepository } from './tenant-rebuild.repository.js';

/** Needs SearchSource, which the community provides. */
@Global()
@Module({
  providers: [{ provide: SearchIndex, useClass: MirroredSearchIndex }, TenantRebuild, TenantRebuildRepository],
  exports: [SearchIndex, TenantRebuild],
})
export class SearchMirrorModule {}
