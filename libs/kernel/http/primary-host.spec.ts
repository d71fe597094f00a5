import { loadConfig } from '#kernel/config';
import type { Tenant } from '#kernel/scope';
import { primaryAddressOf } from './primary-host.js';

describe('a request at another host of a community', () => {
  const config = loadConfig({ BASE_DOMAIN: 'communities.org' });
  const tenant = { primaryHost: 'herons.org' } as Tenant;
  const ask = (url: string, method = 'GET', host = 'herons.communities.org') =>
    primaryAddressOf({ url, method }, host, tenant, config);

  it.each([
    ['/', 'https://herons.org/'],
    ['/post/7?style=newest&x=%2F%3F', 'https://herons.org/post/7?style=newest&x=%2F%3F'],
    ['/assets/site.css', 'https://herons.org/assets/site.css'],
    ['/feed.xml', 'https://herons.org/feed.xml'],
    ['/v1beta', 'https://herons.org/v1beta'],
    ['//elsewhere.example/x', 'https://herons.org//elsewhere.example/x'],
    ['http://herons.communities.org/topics?type=new', 'https://herons.org/topics?type=new'],
  ])('for %s leads to %s', (url, address) => {
    expect(ask(url)).toBe(address);
    expect(ask(url, 'HEAD')).toBe(address);
  });

  it.each(['/v1', '/v1/posts?style=newest', '/media/a.png', '/objects?x', '/docs', '/.well-known/acme-challenge/x'])(
    'for %s is answered there',
    (url) => {
      expect(ask(url)).toBeNull();
    },
  );

  it('is answered there where it changes something, and at the primary host', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) expect(ask('/', method)).toBeNull();
    expect(ask('/', 'GET', 'herons.org')).toBeNull();
  });
});
