import { Global, Module } from '@nestjs/common';
import { Cache } from './cache.js';
import { Forgetting } from './forgetting.js';
import { Freshness } from './freshness.js';
import { MemoryCache } from './drivers/memory.cache.js';

@Global()
@Module({
  providers: [Forgetting, Freshness, { provide: Cache, useClass: MemoryCache }],
  exports: [Cache, Freshness],
})
export class CacheModule {}
