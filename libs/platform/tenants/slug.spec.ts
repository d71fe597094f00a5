import { hostOf, reservedSlugs, slugRefusal } from './slug.js';

const hosts = { baseDomain: 'example.org', platformHost: 'console.hq.example.org' };
const characters = 'A name has small letters a to z, digits and hyphens only.';
const length = 'A name has 3 to 40 characters.';
const edges = 'A name neither begins nor ends with a hyphen.';
const reserved = 'This name is reserved.';

describe('the name of a community in its address', () => {
  it.each([
    ['tea', null],
    ['tea-room', null],
    ['t3a', null],
    ['42-teas', null],
    ['a-b-c', null],
    ['x'.repeat(40), null],
    ['administrators', null], // only the whole name counts
    ['x'.repeat(41), length],
    ['te', length],
    ['', length],
    ['Tea', characters],
    ['TEA', characters],
    ['tea room', characters],
    ['tea.room', characters],
    ['tea_room', characters],
    ['tea\n', characters],
    ['téa', characters],
    ['茶之屋', characters],
    ['ｔｅａ', characters],
    ['-tea', edges],
    ['tea-', edges],
    ['xn--fiq228c', 'A name has no two hyphens in a row.'],
    ['te--a', 'A name has no two hyphens in a row.'],
    ['tea--room', 'A name has no two hyphens in a row.'],
    ['123', 'A name has at least one letter.'],
    ['127-0-0-1', 'A name has at least one letter.'],
    ['www', reserved],
    ['api', reserved],
    ['admin', reserved],
    ['platform', reserved],
    ['localhost', reserved],
    ['autodiscover', reserved],
  ])('%j: %s', (slug, reason) => {
    expect(slugRefusal(slug, hosts)).toBe(reason);
  });

  it('is never that of the platform’s own host, nor of a part of it', () => {
    expect(slugRefusal('console', hosts)).toBeNull();
    expect(slugRefusal('console', { ...hosts, platformHost: 'console.example.org' })).toBe(reserved);
    expect(slugRefusal('hq-east', { ...hosts, platformHost: 'console.hq-east.example.org' })).toBe(reserved);
    expect(slugRefusal('pictures', { ...hosts, mediaHost: 'pictures.example.org' })).toBe(reserved);
    expect(slugRefusal('pictures', { ...hosts, mediaHost: 'pictures.example' })).toBeNull();
    expect(hostOf('tea', 'example.org')).toBe('tea.example.org');
  });

  it('has reserved names that would be good ones otherwise, or are too short anyway', () => {
    const others = [...reservedSlugs].filter((slug) => ![reserved, length].includes(slugRefusal(slug, hosts)!));
    expect(others).toEqual([]);
    expect(reservedSlugs.size).toBeGreaterThan(130);
  });
});
