import { chooseLocale, localeOf } from './locales.js';

describe('the language of a page', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'en', 'zh-CN'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'zh-CN', 'en'],
    ['en;q=0.3, zh-Hans-SG', 'en', 'zh-CN'],
    ['fr, de;q=0.9, en;q=0.1', 'zh-CN', 'en'],
    ['fr', 'zh-CN', 'zh-CN'],
    ['zh;q=0, fr', 'en', 'en'],
    ['*', 'zh-CN', 'zh-CN'],
    ['', 'zh', 'zh-CN'],
    [undefined, 'en', 'en'],
    [undefined, 'pt', 'en'],
    [';;;q=x,=,-', 'en', 'en'],
  ] as const)('of a reader who asks for %j in a community in %s is %s', (wanted, community, locale) => {
    expect(chooseLocale(wanted, community)).toBe(locale);
  });

  it('knows no language by half its name', () => {
    expect(localeOf('english')).toBeUndefined();
    expect(localeOf('ZH-tw')).toBe('zh-CN');
  });
});
