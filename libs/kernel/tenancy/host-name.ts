import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { parseUrl } from '#kernel/url';

/** A Host header that cannot be one: refused with 400 before anything is looked up. */
export class InvalidHost extends Error {
  constructor(why: string) {
    super(`The Host header ${why}.`);
    this.name = 'InvalidHost';
  }
}

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * The host a request is for, in the one form that is looked up: small letters, no port, no trailing dot, IDNA as
 * ASCII, IPv6 in brackets. `rawHeaders` as Node gives them, because of two Host headers its parser passes on the first.
 */
export function requestedHost(rawHeaders: readonly string[], target: string): string {
  const given = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');
  if (given.length !== 1) throw new InvalidHost(given.length ? 'was sent twice' : 'is missing');
  const host = normaliseHost(given[0]!);
  if (!target.startsWith('/') && target !== '*') {
    const absolute = parseUrl(target);
    if (!absolute || absolute.username || normaliseHost(absolute.host) !== host) {
      throw new InvalidHost('is not the host of the request target');
    }
  }
  return host;
}

/** Throws InvalidHost. */
export function normaliseHost(given: string): string {
  const text = decode(given).trim();
  if (text.length > 253 + 6) throw new InvalidHost('is too long');
  if (text.startsWith('[')) return ipv6(text);
  const match = /^([^:@/?#%\\\s]+?)(?::(\d{1,5}))?$/.exec(text);
  if (!match || Number(match[2] ?? 0) > 65535) throw new InvalidHost('is not a host and port');
  const host = domainToASCII(match[1]!.replace(/\.$/, '')).toLowerCase();
  if (isIP(host) === 4) return host;
  if (!host || host.length > 253 || !host.split('.').every((part) => label.test(part))) {
    throw new InvalidHost('is not a host name');
  }
  return host;
}

/** Node hands headers on as Latin-1; a host in other letters comes as UTF-8. */
function decode(given: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(given)) return given;
  const text = Buffer.from(given, 'latin1').toString('utf8');
  if (text.includes('\ufffd')) throw new InvalidHost('is not UTF-8');
  return text;
}

function ipv6(text: string): string {
  const match = /^\[([0-9a-fA-F:.]+)\](?::(\d{1,5}))?$/.exec(text);
  if (!match || isIP(match[1]!) !== 6 || Number(match[2] ?? 0) > 65535) throw new InvalidHost('is not an IPv6 address');
  return `[${match[1]!.toLowerCase()}]`;
}
