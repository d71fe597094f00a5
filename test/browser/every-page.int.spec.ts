import { barriers, sticksOut, sticksOutOf } from '../support/browser/axe.js';
import { shoot, signIn, useBrowser, widths, type Window } from '../support/browser/use-browser.js';
import { useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';
import { pagesOf, type Role } from './pages.js';

jest.setTimeout(240_000);

/** Both looks, both languages and both sizes. */
const windows: readonly (Window & { readonly name: string })[] = [
  { name: 'phone-light-zh', width: 'phone', language: 'zh-CN', look: 'light' },
  { name: 'desktop-dark-en', width: 'desktop', language: 'en', look: 'dark' },
];
const nameOf = (role: string, path: string, window: string): string =>
  `${role}-${path.replace(/[^\p{L}\d@-]+/gu, '_').replace(/^_|_$/g, '') || 'home'}.${window}`;

describeWithService('chromium', 'every page of a community', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct();
  let post = '';

  beforeAll(async () => {
    const { page, close } = await browser.open();
    await page.goto(product.demo);
    post = (await page.locator('article.post:has(.pictures) a.open').first().getAttribute('href'))!;
    await close();
    await product.register(product.demo, 'ada');
  });

  const open = async (role: Role, options: Window) => {
    const opened = await browser.open(options);
    if (role === 'member') await signIn(opened.page, product.demo, { username: 'ada', password: 'a-long-password' });
    if (role === 'owner') await signIn(opened.page, product.demo, product.login);
    return opened;
  };

  describe.each(['guest', 'member', 'owner'] as const)('as a %s', (role) => {
    it.each(windows)('is there for everybody, and fits into the window: $name', async ({ name, ...options }) => {
      const { page, complaints, close } = await open(role, options);
      const wrong: string[] = [];
      for (const path of pagesOf(role, post)) {
        complaints.length = 0;
        const answer = await page.goto(product.demo + path);
        const expected = /no-such|999999|nobody-has/.test(path) ? 404 : 200;
        if (answer?.status() !== expected) wrong.push(`${path}: ${answer?.status()}`);
        const found = [
          ...(await barriers(page)),
          ...(await sticksOut(page)),
          ...complaints.filter((one) => !/404/.test(one)),
        ];
        wrong.push(...found.map((one) => `${path}: ${one}`));
        await shoot(page, nameOf(role, path, name));
        wrong.push(...(await sticksOutOf(page, widths.narrow)).map((one) => `${path} in ${widths.narrow} px: ${one}`));
      }
      await close();
      expect(wrong).toEqual([]);
    });
  });
});
