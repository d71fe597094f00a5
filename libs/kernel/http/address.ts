import { isIP } from 'node:net';

/** An address as PostgreSQL's inet takes it, which knows no zones. */
export function addressFrom(ip: string): string | null {
  const [address = ''] = ip.split('%');
  return isIP(address) ? address : null;
}

/**
 * Whom an address stands for where requests are counted: itself, but of IPv6 the /64, which is what one household gets.
 * IPv4 within IPv6 is IPv4. What is no address shares one name.
 */
export function networkOf(ip: string): string {
  const address = addressFrom(ip);
  if (!address) return 'unknown';
  if (isIP(address) === 4) return address;
  const groups = groupsOf(address);
  const mapped = groups.slice(0, 6).every((group, place) => group === (place === 5 ? 0xffff : 0));
  if (mapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight numbers of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1); // in hexadecimal, also where it held dots
  const [before = '', after = ''] = written.split('::');
  const [head, tail] = [before, after].map((half) => half.split(':').filter(Boolean)) as [string[], string[]];
  const between = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...between, ...tail].map((group) => Number.parseInt(group, 16));
}
