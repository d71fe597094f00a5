import type { FastifyRequest } from 'fastify';
import type { Config } from '#kernel/config';
import type { Tenant } from '#kernel/scope';
import { pathOf } from './surfaces.js';

/** What clients keep calling at the host that they know, and what is about a host itself. */
const onEveryHost = /^\/(v1|docs|media|objects|\.well-known)(\/|$)/;

/**
 * Where a page or a file of the web is that was asked for at a host which is not the community's primary one; null where it
 * is answered here, as everything is that changes something.
 */
export function primaryAddressOf(
  { method, url }: Pick<FastifyRequest, 'method' | 'url'>,
  host: string,
  { primaryHost }: Tenant,
  config: Pick<Config, 'publicUrl'>,
): string | null {
  if (host === primaryHost || !primaryHost || (method !== 'GET' && method !== 'HEAD')) return null;
  const path = pathOf(url);
  if (onEveryHost.test(path)) return null;
  const query = url.indexOf('?');
  return config.publicUrl(primaryHost) + path + (query < 0 ? '' : url.slice(query));
}
