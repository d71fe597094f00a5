import { isIP } from 'node:net';

/** An address as PostgreSQL's inet takes it, which knows no zones. */
export function addressFrom(ip: string): string | null {
  const [address = ''] = ip.split('%');
  return isIP(address) ? address : null;
}
