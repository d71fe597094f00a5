import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const script = readFileSync(join(import.meta.dirname, 'old-links.js'), 'utf8').replace('export {};', '');

/** Where a browser is led that has opened the address, which may change without another page being loaded. */
function opened(
  pathname: string,
  hash: string,
  own: string | null = null,
): { led: string[]; changesTo: (hash: string) => void } {
  const led: string[] = [];
  let changed = (): void => undefined;
  const location = { pathname, hash, replace: (path: string) => led.push(path) };
  const document = { querySelector: () => own && { getAttribute: () => own } };
  const addEventListener = (_: string, listener: () => void) => (changed = listener);
  runInContext(script, createContext({ location, document, addEventListener, URLSearchParams }));
  return {
    led,
    changesTo: (next) => {
      location.hash = next;
      changed();
    },
  };
}

describe('a link of the front end that was here before', () => {
  it.each<[string, string]>([
    ['#/post?id=1080017989', '/post/1080017989'],
    ['#/post?id=7&share=copy_link&t=1700000000000', '/post/7'],
    ['#/u?s=ada', '/@ada'],
    ['#/u?s=%E9%B9%AD', '/@%E9%B9%AD'],
    ['#/user?username=ada', '/@ada'],
    ['#/topic', '/topics'],
    ['#/topic/', '/topics'],
    ['#/?q=herons', '/search?q=herons'],
    ['#/?q=%E8%8B%8D%E9%B9%AD&t=search', '/search?q=%E8%8B%8D%E9%B9%AD'],
    ['#/?q=%E8%A7%82%E9%B8%9F&t=tag', '/topic/%E8%A7%82%E9%B8%9F'],
    ['#/?q=%23C%2B%2B&t=tag', '/topic/C%2B%2B'],
    ['#/messages', '/messages'],
    ['#/collection', '/collections'],
    ['#/following', '/following'],
    ['#/following?n=Ada&s=ada&t=follows', '/@ada/following'],
    ['#/following?s=ada&t=followings', '/@ada/followers'],
    ['#/contacts', '/friends'],
    ['#/wallet', '/wallet'],
    ['#/setting', '/settings'],
    ['#/profile', '/sign-in'],
    ['#/anouncement', '/about'],
  ])('%s leads to %s', (hash, path) => {
    expect(opened('/', hash).led).toEqual([path]);
  });

  it('leads to its own page whoever is signed in', () => {
    expect(opened('/', '#/profile', '/@ada').led).toEqual(['/@ada']);
  });

  it.each([
    '',
    '#',
    '#main',
    '#post-7',
    '#/',
    '#/?t=tag',
    '#/post',
    '#/post?id=0',
    '#/post?id=7/../../x',
    '#/post?id=https://example.org',
    '#/u',
    '#/u?s=',
    '#/constructor',
    '#/__proto__',
    '#//example.org',
    '#/unheard-of',
  ])('is not %j', (hash) => {
    expect(opened('/', hash).led).toEqual([]);
  });

  it('never leads to another site', () => {
    for (const hash of ['#/u?s=/example.org', '#/?q=//example.org&t=tag', '#/?q=javascript:alert(1)'])
      expect(opened('/', hash).led[0]).toMatch(/^\/(?:@|topic\/|search\?)[^/]*$/);
  });

  it('counts on the front page only, and there also when it is opened later', () => {
    expect(opened('/about', '#/post?id=1').led).toEqual([]);
    const page = opened('/', '');
    page.changesTo('#/post?id=1');
    expect(page.led).toEqual(['/post/1']);
  });
});
