export { Cache } from './cache.js';
export { CacheModule } from './cache.module.js';
export type { Sized } from './byte-cache.js';
export { Freshness, hold, type Stamp } from './freshness.js';
