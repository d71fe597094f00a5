import { isIP } from 'node:net';
import { hostName, integer, optional, text } from './setting.js';

/** `address`, `address:port` or `[address]:port`, as the resolver of Node.js takes them. */
export function dnsServers(value: string): readonly string[] {
  const list = value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const entry of list) {
    const [, inBrackets, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(entry) ?? [];
    const isServer = isIP(entry) !== 0 || isIP(inBrackets ?? plain ?? '') === (inBrackets ? 6 : 4);
    if (!isServer || Number(port ?? 53) < 1 || Number(port ?? 53) > 65_535) {
      throw new Error(
        `must be addresses of DNS servers, with :port or not, separated by commas, but holds "${entry}".`,
      );
    }
  }
  return list;
}

function addresses(value: string): readonly string[] {
  const list = value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const wrong = list.find((entry) => !isIP(entry));
  if (wrong !== undefined) throw new Error(`must be addresses separated by commas, but holds "${wrong}".`);
  return list;
}

/** Own domains of communities: what their owners are told to enter, and who is asked whether they have. */
export const domainSettings = {
  dnsServers: text(
    'DNS_SERVERS',
    {
      default: '',
      about:
        'DNS servers that are asked whether a domain is its community’s: addresses, with `:port` or not, separated by commas. Without them, those of the machine.',
    },
    dnsServers,
  ),
  domainTarget: optional(
    'DOMAIN_TARGET',
    {
      unset: '`PLATFORM_HOST`',
      about: 'Host that owners are told to point a subdomain of theirs at, by a CNAME record: it leads to the proxy.',
    },
    hostName,
  ),
  domainTargetAddresses: text(
    'DOMAIN_TARGET_ADDRESSES',
    {
      default: '',
      about:
        'Addresses of the proxy, IPv4 or IPv6, separated by commas: a domain without a subdomain takes no CNAME, so its owner is told to enter these as A and AAAA records. Without them, an ALIAS record to `DOMAIN_TARGET`, which some providers have.',
    },
    addresses,
  ),
  domainQuarantineDays: text(
    'DOMAIN_QUARANTINE_DAYS',
    {
      default: '30',
      about: 'For so many days no other community can verify a domain that one has released; 0: at once.',
    },
    integer(0, 3_650),
  ),
};
