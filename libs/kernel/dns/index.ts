export { type DnsAnswer, DnsResolver } from './dns-resolver.js';
export { DnsModule } from './dns.module.js';
