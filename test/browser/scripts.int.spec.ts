import { type BrowserWindow, signIn, useBrowser } from '../support/browser/use-browser.js';
import { useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';

jest.setTimeout(120_000);

describeWithService('chromium', 'what scripts add', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct();
  let guest: BrowserWindow;
  let member: BrowserWindow;

  beforeAll(async () => {
    [guest, member] = [await browser.open(), await browser.open({ look: 'dark' })];
    await signIn(member.page, product.demo, { username: 'kevin', password: product.login.password });
  });

  afterAll(async () => {
    const unplugged = /ERR_INTERNET_DISCONNECTED|status of 401/; // and signed out, at the end
    const complaints = [guest, member].flatMap((one) => one.complaints).filter((one) => !unplugged.test(one));
    for (const { close } of [guest, member]) await close();
    expect(complaints).toEqual([]);
  });

  const open = async ({ page }: BrowserWindow, path: string) => {
    await page.goto(product.demo + path);
    return page;
  };

  describe('a search box', () => {
    const box = '.aside input[name=q]';
    const options = '.search-suggestions:visible [role=option]';

    it('suggests while one types, by keyboard and mouse', async () => {
      const page = await open(guest, '/about');
      await page.locator(box).pressSequentially('li');
      await page.locator(options).first().waitFor();
      expect(await page.locator(box).getAttribute('aria-expanded')).toBe('true');
      expect(await page.locator('.aside [role=status]').first().innerText()).toMatch(/\d/);
      await page.keyboard.press('ArrowDown');
      const chosen = page.locator('.search-suggestions [aria-selected=true]');
      expect(await page.locator(box).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
      await page.keyboard.press('ArrowUp');
      expect(await chosen.count()).toBe(0);
      await page.keyboard.press('ArrowUp');
      const path = (await chosen.getAttribute('href'))!;
      await page.keyboard.press('Enter');
      await page.waitForURL(product.demo + path);

      await page.locator(box).pressSequentially('lin');
      await page.locator(options).first().waitFor();
      await page.keyboard.press('Escape');
      expect([await page.locator(options).count(), await page.inputValue(box)]).toEqual([0, 'lin']);
      await page.keyboard.type('l');
      await page.locator(options, { hasText: 'linlin' }).first().click();
      await page.waitForURL(`${product.demo}/@linlin`);
    });

    it('asks nothing while an input method composes, and Enter takes its word', async () => {
      const own = await browser.open(); // whose clock it sets
      const { page } = own;
      await page.clock.install();
      await open(own, '/about');
      const asked: string[] = [];
      page.on('request', (request) => {
        const { pathname, searchParams } = new URL(request.url());
        if (pathname === '/search/suggest') asked.push(searchParams.get('k')!);
      });
      const keys = await page.context().newCDPSession(page);
      await page.locator(box).focus();
      await keys.send('Input.imeSetComposition', { text: 'deng', selectionStart: 4, selectionEnd: 4 });
      await page.clock.runFor(1_000); // longer than it waits for another letter
      const isKept = await page
        .locator(box)
        .evaluate((input) =>
          input.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
          ),
        );
      await page.clock.runFor(1_000);
      expect([isKept, asked]).toEqual([true, []]);
      await keys.send('Input.insertText', { text: '灯' });
      await page.clock.resume();
      await page.locator(options).first().waitFor();
      expect(asked).toEqual(['灯']);
      expect(await page.locator(options).first().innerText()).toContain('灯');
      await own.close();
    });

    it('leaves out of the address what was left empty', async () => {
      const page = await open(guest, '/search');
      await page.fill('main [name=q]', 'lantern');
      await page.press('main [name=q]', 'Enter');
      await page.waitForURL(/q=lantern/);
      expect(page.url()).toBe(`${product.demo}/search?q=lantern`);
    });
  });

  describe('a list', () => {
    const posts = 'main article.post';
    const toEnd = (page: BrowserWindow['page']) => page.evaluate(() => scrollTo(0, document.body.scrollHeight));

    it('grows before one is at its end, no post twice, and is as it was for whoever comes back', async () => {
      const page = await open(guest, '/');
      const first = await page.locator(posts).count();
      await toEnd(page);
      await page.locator(`${posts} >> nth=${first}`).waitFor();
      const ids = () => page.locator(posts).evaluateAll((all) => all.map(({ id }) => id));
      const later = page.locator(posts).nth(first + 1);
      const id = (await later.getAttribute('id'))!;
      await later.locator('a.open').scrollIntoViewIfNeeded();
      const top = () => page.locator(`#${id}`).evaluate((one) => Math.round(one.getBoundingClientRect().top));
      const before = await top();
      await later.locator('a.open').click();
      await page.waitForURL(/\/post\/\d+$/);
      await page.goBack();
      await page.locator(`#${id}`).waitFor();
      expect(Math.abs((await top()) - before)).toBeLessThan(3);
      for (let more = true; more;) {
        await toEnd(page);
        more = await page
          .locator('.pages .end')
          .waitFor({ timeout: 2_000 })
          .then(
            () => false,
            () => true,
          );
      }
      const all = await ids();
      expect(new Set(all).size).toBe(all.length);
    });

    it('says that the next page did not come, and gets it when asked again', async () => {
      const page = await open(member, '/');
      const first = await page.locator(posts).count();
      await page.context().setOffline(true);
      await toEnd(page);
      const failed = page.locator('.pages-failed');
      await failed.waitFor();
      expect(await page.locator(posts).count()).toBe(first);
      await failed.locator('button').click();
      await page.locator('.pages:not([aria-busy]) .pages-failed').waitFor();
      await page.context().setOffline(false);
      await failed.locator('button').click();
      await page.locator(`${posts} >> nth=${first}`).waitFor();
      expect(await failed.count()).toBe(0);
    });
  });

  it.each([
    ['/#/post?id=1', '/post/1'],
    ['/#/u?s=linlin', '/@linlin'],
    ['/#/topic', '/topics'],
    ['/#/?q=灯', '/search?q=%E7%81%AF'],
    ['/#/?q=灯节&t=tag', '/topic/%E7%81%AF%E8%8A%82'],
    ['/#/messages', '/sign-in?next=%2Fmessages'],
  ])('leads from %s of the front end before to %s', async (old, path) => {
    await guest.page.goto('about:blank');
    await open(guest, old);
    await guest.page.waitForURL((url) => url.hash === '');
    expect(guest.page.url()).toBe(product.demo + path);
  });

  it('follows an old link also where one is on the front page already', async () => {
    const page = await open(guest, '/');
    await page.evaluate(() => {
      location.hash = '#/post?id=1';
    });
    await page.waitForURL((url) => url.hash === '');
    expect(page.url()).toBe(`${product.demo}/post/1`);
  });

  it('says what was done, one thing at a time, for a while', async () => {
    const page = member.page;
    await page.clock.install();
    await open(member, '/settings/profile');
    await page.locator('main form:has([name=bio]) button.button').last().click();
    await page.waitForURL(/profile/);
    await page.clock.runFor(200);
    const toasts = page.locator('[role=status].toasts .toast');
    expect(await toasts.allInnerTexts()).toEqual(['Saved.']);
    await page.evaluate(() => {
      for (const detail of ['One', '<b>Two</b>']) document.dispatchEvent(new CustomEvent('toast', { detail }));
    });
    expect(await toasts.allInnerTexts()).toEqual(['<b>Two</b>']);
    await page.clock.runFor(6_000);
    expect(await toasts.count()).toBe(0);
    await page.clock.resume();
  });

  it('sends a private message by Ctrl and Enter, and by nothing less', async () => {
    const page = await open(member, '/whispers/linlin');
    await page.locator('.talk-write textarea').pressSequentially('One line');
    await page.keyboard.press('Enter');
    await page.keyboard.type('and another');
    await page.keyboard.press('Control+Enter');
    await page.locator('.line.own .bubble', { hasText: 'and another' }).waitFor();
    expect(await page.locator('.line.own .bubble').last().innerText()).toMatch(/One line\nand another$/);
  });

  it('follows in place, and says so where the session is over', async () => {
    const page = await open(member, '/@mianmian');
    const button = (act: string) => page.locator(`#profile form[action="/@mianmian/${act}"] button`);
    await button('follow').click();
    await button('unfollow').waitFor();
    expect(new URL(page.url()).pathname).toBe('/@mianmian');
    await page.context().clearCookies();
    await button('unfollow').click();
    await page.locator('.toast button').waitFor();
    expect(await button('unfollow').count()).toBe(1);
  });
});
