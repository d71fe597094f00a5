import { BlockList, isIP, isIPv6 } from 'node:net';

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
};

/** What the registries of special addresses name (RFC 6890 and after), and what clouds answer their machines at. */
const specialFour = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // behind the NAT of a carrier; a metadata service of Alibaba too
  '127.0.0.0/8',
  '168.63.129.16', // Azure: a public address that is no public service
  '169.254.0.0/16', // link-local, and the metadata of most clouds
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4', // broadcast is its last
]);

/** Everything that is public stands in here; so what maps or translates to IPv4, private and link-local are left out. */
const globalSix = listOf(['2000::/3']);
const specialSix = listOf([
  '2001::/23', // protocols, Teredo and other tunnels among them
  '2001:db8::/32',
  '2002::/16', // carries an IPv4 address of anybody's choice
  '2620:4f:8000::/48',
  '3fff::/20',
]);

/** Whether an address, as the system writes it, is one that anybody on the internet may be reached at. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !specialFour.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false; // a zone is a matter of this machine
  return globalSix.check(address, 'ipv6') && !specialSix.check(address, 'ipv6');
}

/** Which addresses a process may call: public ones, and those of the networks that its operator names. */
export class CallableAddresses {
  private readonly allowed: BlockList;

  constructor(networks: readonly string[] = []) {
    this.allowed = listOf(networks);
  }

  has(address: string): boolean {
    const family = isIP(address);
    if (family === 0) return false;
    return isPublic(address) || (!address.includes('%') && this.allowed.check(address, family === 4 ? 'ipv4' : 'ipv6'));
  }
}
