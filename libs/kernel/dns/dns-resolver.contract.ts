import { DnsServer } from '../../../test/support/dns-server.js';
import type { DnsResolver } from './dns-resolver.js';

/** What every driver of DnsResolver keeps. */
export function dnsResolverContract(name: string, make: (servers: readonly string[]) => DnsResolver): void {
  describe(`${name} as a resolver`, () => {
    let dns: DnsServer;
    let resolver: DnsResolver;
    const host = '_challenge.herons.org';
    const find = () => resolver.findTexts(host);
    beforeAll(async () => {
      dns = await DnsServer.start();
      resolver = make([dns.address]);
    });
    beforeEach(() => dns.set(host, { TXT: ['first', 'second'] }));
    afterAll(() => dns.stop());

    it('finds texts, whatever else is there', async () => {
      expect(await find()).toEqual({ kind: 'found', values: ['first', 'second'] });
    });

    it('puts a long one together, which comes over TCP where it is cut off', async () => {
      const long = 'heron'.repeat(300);
      dns.set(host, { TXT: [long, 'short'] });
      dns.fail(host, 'cut');
      dns.asked.length = 0;
      expect(await find()).toEqual({ kind: 'found', values: [long, 'short'] });
      expect(dns.asked).toEqual([`UDP TXT ${host}`, `TCP TXT ${host}`]);
    });

    it('knows that there is no such name, or nothing of this kind', async () => {
      dns.set(host, null);
      expect(await find()).toEqual({ kind: 'missing' });
      dns.set(host, {});
      expect(await find()).toEqual({ kind: 'missing' });
    });

    it('follows aliases, whoever leaves that to it', async () => {
      dns.set('a.keys.net', { CNAME: 'b.keys.net' });
      dns.set('b.keys.net', { TXT: ['behind'] });
      dns.set(host, { CNAME: 'a.keys.net' });
      expect(await find()).toEqual({ kind: 'found', values: ['behind'] });
      for (const one of [host, 'a.keys.net']) dns.fail(one, 'bare-alias');
      expect(await find()).toEqual({ kind: 'found', values: ['behind'] });
      dns.set(host, { CNAME: 'nobody.keys.net' });
      expect(await find()).toEqual({ kind: 'missing' });
    });

    it('comes to an end with aliases that lead to themselves', async () => {
      dns.set('a.loop.net', { CNAME: 'b.loop.net' });
      dns.set('b.loop.net', { CNAME: 'a.loop.net' });
      dns.set(host, { CNAME: 'a.loop.net' });
      expect(await find()).toEqual({ kind: 'missing' });
      for (const one of [host, 'a.loop.net', 'b.loop.net']) dns.fail(one, 'bare-alias');
      expect(await find()).toEqual({ kind: 'missing' });
    });

    it.each(['SERVFAIL', 'REFUSED', 'silent'] as const)('says of %s that it is trouble, in time', async (trouble) => {
      dns.fail(host, trouble);
      const from = Date.now();
      expect(await find()).toMatchObject({ kind: 'trouble' });
      expect(Date.now() - from).toBeLessThan(7_000);
    });

    it('says of servers that are not there that it is trouble', async () => {
      expect(await make(['127.0.0.1:9']).findTexts(host)).toMatchObject({ kind: 'trouble' });
    });

    it('tells what is there now, not what was', async () => {
      expect(await find()).toMatchObject({ values: ['first', 'second'] });
      dns.set(host, { TXT: ['third'] });
      expect(await find()).toMatchObject({ values: ['third'] });
      dns.set(host, null);
      expect(await find()).toEqual({ kind: 'missing' });
    });
  });
}
