import { isIP } from 'node:net';
import { parseUrl } from '#kernel/url';
import { OutboundRefused } from './outbound.errors.js';

const mostCharacters = 2_000;

/** Above 1024, what is spoken there is another protocol, which could be made to believe a request (Fetch, 2.7). */
const otherProtocols = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

const isUsualPort = (port: number): boolean =>
  port === 80 || port === 443 || (port >= 1024 && !otherProtocols.has(port));

/** The address of a service to call, or why it is none. Where a name leads is looked at when it is called. */
export function outboundUrl(address: string): URL {
  const url = address.length <= mostCharacters ? parseUrl(address) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || !url.hostname)
    throw new OutboundRefused(`It is no http or https address of up to ${mostCharacters} characters.`);
  if (url.username || url.password) throw new OutboundRefused('It must not carry a name or a password.');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!isUsualPort(port)) throw new OutboundRefused(`Nothing is called at port ${port}.`);
  return url;
}

/** The address that a URL names by itself, however it was written there; null where it names a host. */
export function addressIn({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(bare) ? bare : null;
}
