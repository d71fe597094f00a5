import { dnsResolverContract } from '../dns-resolver.contract.js';
import { NodeDnsResolver } from './node.dns-resolver.js';

dnsResolverContract('The resolver of Node.js', (servers) => new NodeDnsResolver({ servers }));
