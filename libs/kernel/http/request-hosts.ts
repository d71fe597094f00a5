import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { normaliseHost, requestedHost } from '#kernel/tenancy';

/** The host that a request names, normalised. What is none throws. */
export class RequestHosts {
  /** Host headers seen before; the same few come again and again. */
  private readonly known = new LRUCache<string, string>({ max: 10_000 });

  of({ headers, rawHeaders, url = '/' }: Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'url'>): string {
    const header = headers.host;
    const simple = header !== undefined && url.startsWith('/') && count(rawHeaders, 'host') === 1;
    if (!simple) return requestedHost(rawHeaders, url);
    const seen = this.known.get(header);
    if (seen !== undefined) return seen;
    const host = normaliseHost(header);
    this.known.set(header, host);
    return host;
  }
}

function count(rawHeaders: readonly string[], name: string): number {
  let found = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]!.length === name.length && rawHeaders[index]!.toLowerCase() === name) found += 1;
  }
  return found;
}
