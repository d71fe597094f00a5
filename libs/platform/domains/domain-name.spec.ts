import { type DomainName, domainNameOf, hostIn, type OwnHosts } from './domain-name.js';

const own: OwnHosts = {
  baseDomain: 'communities.org',
  platformHost: 'platform.communities.org',
  mediaHost: 'files.net',
};
const nameOf = (typed: string) => domainNameOf(typed, own);

describe('a domain that a community claims', () => {
  it.each([
    ['herons.org', 'herons.org', 'herons.org', true],
    ['www.herons.org', 'www.herons.org', 'www.herons.org', false],
    ['  WWW.Herons.ORG. ', 'www.herons.org', 'www.herons.org', false],
    ['herons.co.uk', 'herons.co.uk', 'herons.co.uk', true],
    ['www.herons.co.uk', 'www.herons.co.uk', 'www.herons.co.uk', false],
    ['herons.github.io', 'herons.github.io', 'herons.github.io', true],
    ['苍鹭.中国', 'xn--ci1at97c.xn--fiqs8s', '苍鹭.中国', true],
    ['社区。苍鹭．com', 'xn--dkrp89f.xn--ci1at97c.com', '社区.苍鹭.com', false],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example', 'bücher.example', true],
    ['paopao泡泡バブルの.jp', 'xn--paopao-ge4e11avb4mq763da.jp', 'paopao泡泡バブルの.jp', true],
    ['тест.рф', 'xn--e1aybc.xn--p1ai', 'тест.рф', true],
    ['тест-1.com', 'xn---1-mlc2cdc.com', 'тест-1.com', true],
  ])('is %j as %j', (typed, host, unicode, isApex) => {
    const name = nameOf(typed) as DomainName;
    expect(name).toMatchObject({ unicode, isApex });
    expect([name.host, hostIn(name.host), hostIn(typed)]).toEqual([host, host, host]);
  });

  it.each([
    ['', 'syntax'],
    ['https://herons.org', 'syntax'],
    ['herons.org/start', 'syntax'],
    ['herons.org:8080', 'syntax'],
    ['ada@herons.org', 'syntax'],
    ['*.herons.org', 'syntax'],
    ['_dmarc.herons.org', 'syntax'],
    ['herons..org', 'syntax'],
    ['-herons.org', 'syntax'],
    ['xn--a.org', 'syntax'],
    ['herons\u0000.org', 'syntax'],
    ['192.0.2.1', 'address'],
    ['0x7f.1', 'address'],
    ['[2001:db8::1]', 'address'],
    ['2001:db8::1', 'address'],
    ['herons', 'single-label'],
    ['herons.local', 'reserved-ending'],
    ['herons.internal', 'reserved-ending'],
    ['herons.onion', 'reserved-ending'],
    ['herons.invalid', 'reserved-ending'],
    ['herons.test', 'reserved-ending'],
    ['herons.localhost', 'reserved-ending'],
    ['1.0.0.127.in-addr.arpa', 'reserved-ending'],
    ['co.uk', 'public-suffix'],
    ['github.io', 'public-suffix'],
    ['communities.org', 'ours-below'],
    ['herons.communities.org', 'ours-below'],
    ['a.herons.communities.org', 'ours-below'],
    ['platform.communities.org', 'ours'],
    ['files.net', 'ours'],
    ['x.files.net', 'ours'],
    ['pаypal.com', 'mixed-scripts'], // the a is Cyrillic
    ['www.ραypal.com', 'mixed-scripts'], // Greek
    ['κир.com', 'mixed-scripts'],
    ['한かな.com', 'mixed-scripts'],
  ])('is not %j: %s', (typed, refusal) => {
    expect(nameOf(typed)).toBe(refusal);
  });

  it('leaves room for the name of its record', () => {
    const labels = [63, 63, 63].map((count) => 'a'.repeat(count)).join('.');
    expect(nameOf(`${labels}.${'b'.repeat(39)}.org`)).toMatchObject({ isApex: false });
    expect(nameOf(`${labels}.${'b'.repeat(40)}.org`)).toBe('too-long');
    expect(nameOf('a'.repeat(5_000))).toBe('too-long');
    expect(nameOf(`${'社'.repeat(60)}.org`)).toBe('syntax'); // a part longer than 63 in the form of the DNS
  });

  it('may have the domain that the platform’s is below', () => {
    expect(domainNameOf('herons.org', { baseDomain: 'x.herons.org', platformHost: 'p.herons.org' })).toMatchObject({
      host: 'herons.org',
    });
  });
});
