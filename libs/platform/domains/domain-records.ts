import { isIP } from 'node:net';
import type { Config } from '#kernel/config';
import { challengeOf } from './domain.js';
import { isApex } from './domain-name.js';

/** A record that the owner of a domain enters where its DNS is kept. */
export interface DomainRecord {
  readonly type: 'TXT' | 'CNAME' | 'A' | 'AAAA' | 'ALIAS';
  readonly name: string;
  readonly value: string;
}

type Targets = Pick<Config, 'domainTarget' | 'domainTargetAddresses' | 'platformHost'>;

/** What proves a domain, and what makes it lead here. The registered domain itself takes no CNAME (RFC 1034, 3.6.2). */
export function recordsOf(host: string, token: string, config: Targets): DomainRecord[] {
  return [{ type: 'TXT', name: challengeOf(host), value: token }, ...pointersOf(host, config)];
}

function pointersOf(host: string, { domainTarget, domainTargetAddresses, platformHost }: Targets): DomainRecord[] {
  const value = domainTarget ?? platformHost;
  if (!isApex(host)) return [{ type: 'CNAME', name: host, value }];
  if (domainTargetAddresses.length === 0) return [{ type: 'ALIAS', name: host, value }];
  return domainTargetAddresses.map((address) => ({
    type: isIP(address) === 6 ? 'AAAA' : 'A',
    name: host,
    value: address,
  }));
}
