import { integer, text } from './setting.js';

/** How much one community may ask of a process, so that others are answered as well, and what a process keeps at hand. */
export const trafficSettings = {
  tenantRequestsPerSecond: text(
    'TENANT_REQUESTS_PER_SECOND',
    {
      default: '1000',
      about:
        'Requests that one community may make in a second, twice as many at once after a pause: of each server for itself, which its web processes (`WEB_CONCURRENCY`) share, or of all together with `REDIS_URL`. `RATE_LIMITS=0` switches it off.',
    },
    integer(1, 1_000_000),
  ),
  tenantInFlight: text(
    'TENANT_IN_FLIGHT',
    {
      default: '200',
      about: 'Requests of one community that a process answers at the same time; further ones are told to come again.',
    },
    integer(1, 100_000),
  ),
  cacheMemory: text(
    'CACHE_MEMORY',
    {
      default: '64',
      about: 'MB of answers and posts that a web process keeps at hand, at most half of it for one community; 0: none.',
    },
    integer(0, 65_536),
  ),
};
