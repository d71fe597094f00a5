import { Global, Module } from '@nestjs/common';
import { Cache } from './cache.js';
import { Forgetting } from './forgetting.js';
import { MemoryCache } from './drivers/memory.cache.js';

@Global()
@Module({ providers: [Forgetting, { provide: Cache, useClass: MemoryCache }], exports: [Cache] })
export class CacheModule {}
