import { isIP } from 'node:net';
import { parseUrl } from '#kernel/url';

export function databaseUrl(value: string): string {
  const url = parseUrl(value);
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    throw new Error('must be of the form postgres://login:password@host:port/database.');
  }
  // The driver would let it replace the options by which every connection gives up the login's rights.
  if (url.searchParams.has('options'))
    throw new Error('must not carry "options": they would undo the separation of communities.');
  return value;
}

export function redisUrl(value: string): string {
  if (!/^rediss?:\/\//i.test(value) || parseUrl(value) === null)
    throw new Error('must be of the form redis://host:port, or rediss:// for TLS.');
  return value;
}

export function httpAddress(value: string): string {
  if (!/^https?:\/\//i.test(value) || parseUrl(value) === null) throw new Error('must be an http or https address.');
  return value;
}

export function bucketName(value: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value))
    throw new Error('must be 3 to 63 small letters, digits, dots and hyphens.');
  return value;
}

export function indexPrefix(value: string): string {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(value))
    throw new Error('must be 1 to 40 small letters, digits and hyphens, a letter first.');
  return value;
}

export function namespace(value: string): string {
  if (!/^[a-z][a-z0-9]{0,15}$/.test(value))
    throw new Error('must be 1 to 16 small letters and digits, a letter first.');
  return value;
}

export function secretKey(value: string): string {
  if (value.length < 32) throw new Error('must have at least 32 characters.');
  return value;
}

export function operatorToken(value: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(value)) throw new Error('must be 16 to 200 printable characters without spaces.');
  return value;
}

export function bearerToken(value: string): string {
  if (!/^[\x21-\x7e]+$/.test(value)) throw new Error('must be printable characters without spaces.');
  return value;
}

export function proxies(value: string): readonly string[] {
  const list = value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const entry of list) {
    const [address = '', bits] = entry.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    if (!isIP(address) || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))) {
      throw new Error(`must be addresses or networks separated by commas, but holds "${entry}".`);
    }
  }
  return list;
}
