import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { normaliseHost, requestedHost } from '#kernel/tenancy';

type Asked = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'url'>;

/** The host that a request names, normalised. What is none throws. */
export class RequestHosts {
  /** Host headers seen before; the same few come again and again. */
  private readonly known = new LRUCache<string, string>({ max: 10_000 });

  /** Of which it was asked last: of each request the router asks, and then the gate. */
  private last?: { readonly request: Asked; readonly host: string };

  of(request: Asked): string {
    if (this.last?.request === request) return this.last.host;
    const host = this.read(request);
    this.last = { request, host };
    return host;
  }

  private read({ headers, rawHeaders, url = '/' }: Asked): string {
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
