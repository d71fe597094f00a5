import { Global, Module } from '@nestjs/common';
import { Cache } from './cache.js';
import { MemoryCache } from './drivers/memory.cache.js';

@Global()
@Module({ providers: [{ provide: Cache, useClass: MemoryCache }], exports: [Cache] })
export class CacheModule {}
