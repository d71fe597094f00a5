import { CallableAddresses, isPublic } from './addresses.js';

describe('an address that may be called', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '169.253.255.255',
    '192.167.255.255',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:80b::200e',
    '2400:3200::1',
  ])('is %s, which is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '0:0:0:0:0:ffff:0a00:0001',
    '64:ff9b::7f00:1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2001:10::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700:4700::1111%eth0',
    'fec0::1',
    'ff02::1',
    '127.1',
    '0177.0.0.1',
    '2130706433',
    '',
    'localhost',
  ])('is not %j', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it('is one of a network that the operator names, too, and no other', () => {
    const callable = new CallableAddresses(['10.20.0.0/16', '127.0.0.1', 'fd12::/64']);
    const all = ['10.20.3.4', '127.0.0.1', 'fd12::7', '1.1.1.1', '10.21.0.1', '127.0.0.2', 'fd13::1', 'fd12::7%1', 'x'];
    expect(all.map((address) => callable.has(address))).toEqual([true, true, true, true, ...Array(5).fill(false)]);
  });

  it('is no address of IPv4 between those that border on the special ones', () => {
    // Each number of the last byte, where a network is smaller than that.
    const inside = Array.from({ length: 256 }, (_, last) => isPublic(`168.63.129.${last}`));
    expect(inside.filter((one) => !one)).toHaveLength(1);
  });
});
