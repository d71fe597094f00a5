import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { safeLink, shortAddress } from './links.js';
import { folded, RichText } from './rich-text.js';

const shown = (text: string, topics: string[] = []) =>
  renderToString(h(RichText, { text, topics, topicPath: (topic) => `/?tag=${encodeURIComponent(topic)}` }));

describe('what a member wrote', () => {
  it.each([
    ['<b>&"', '&lt;b>&amp;&quot;'],
    ['a@b.c', 'a@b.c'],
    ['#tea is nice', '<a class="tag" href="/?tag=Tea">#tea</a> is nice'],
    ['＃tea', '<a class="tag" href="/?tag=Tea">＃tea</a>'],
    ['#coffee is no topic of this post', '#coffee is no topic of this post'],
    ['#tea, or not', '#tea, or not'],
    ['@ada!', '<a class="mention" href="/@ada">@ada</a>!'],
  ])('%j is shown as it should be', (text, html) => {
    expect(shown(text, ['Tea'])).toBe(html);
  });

  it.each([
    ['see https://example.org/a.', 'https://example.org/a', '.'],
    ['看 https://example.org/a。好', 'https://example.org/a', '。好'],
    ['(http://example.org/a?b=1&c=2)', 'http://example.org/a?b=1&amp;c=2', ')'],
  ])('in %j the address ends where it ends', (text, address, rest) => {
    expect(shown(text)).toContain(`<a href="${address}" rel="nofollow ugc noopener noreferrer">`);
    expect(shown(text).endsWith(`</a>${rest}`)).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//example.org',
    'ftp://example.org',
    ' ',
    'http://',
    'JAVASCRIPT:x',
  ])('is no link as %j', (address) => {
    expect(safeLink(address)).toBeNull();
    expect(shown(address)).not.toContain('<a');
  });

  it('is cut when it is long, at a word', () => {
    expect(folded('short', 400)).toBeNull();
    expect(folded('a word '.repeat(100), 400)).toMatch(/^(a word )+a( word)?…$/);
    expect(Array.from(folded('字'.repeat(1000), 120)!)).toHaveLength(121);
    expect(folded('line\n'.repeat(20), 400)!.split('\n')).toHaveLength(8);
    expect(folded('🦉'.repeat(1000), 400)).not.toMatch(/\p{Surrogate}/u);
  });

  it('shows long addresses shortened in the middle', () => {
    expect(shortAddress('https://www.example.org/')).toBe('example.org');
    expect(Array.from(shortAddress(`https://example.org/${'a'.repeat(100)}/end`))).toHaveLength(42);
  });
});
