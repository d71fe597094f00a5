import { Global, Module } from '@nestjs/common';
import { SiblingsModule } from '#kernel/siblings';
import { Cache } from './cache.js';
import { Forgetting } from './forgetting.js';
import { Freshness } from './freshness.js';
import { MemoryCache } from './drivers/memory.cache.js';

@Global()
@Module({
  imports: [SiblingsModule],
  providers: [Forgetting, Freshness, { provide: Cache, useClass: MemoryCache }],
  exports: [Cache, Freshness],
})
export class CacheModule {}
