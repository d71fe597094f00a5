export { Cache } from './cache.js';
export { CacheModule } from './cache.module.js';
export type { Sized } from './byte-cache.js';
export { Freshness, type Stamp } from './freshness.js';
