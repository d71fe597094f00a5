import type { BrowserContext, Page } from 'playwright-core';
import { Config } from '#kernel/config';
import { barriers, sticksOut } from '../../../test/support/browser/axe.js';
import { type BrowserWindow, shoot, signIn, useBrowser } from '../../../test/support/browser/use-browser.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import type { Person } from '../../../test/support/person.js';
import { listenAnywhere } from '../../../test/support/raw-request.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { testConfig } from '../../../test/support/worker-cluster.js';

jest.setTimeout(120_000);

describeWithService('chromium', 'a community that is installed', ({ command }) => {
  const config = Object.create(testConfig(), { serviceWorker: { value: true, writable: true } }) as Config;
  const community = useCommunity((builder) => builder.overrideProvider(Config).useValue(config));
  const browser = useBrowser(command);
  let site = '';
  let ada: Person;
  let bob: Person;
  let post: string;
  let device: BrowserWindow;
  let page: Page;
  let context: BrowserContext;

  beforeAll(async () => {
    site = `http://${community.host}:${await listenAnywhere(community.app)}`;
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    post = `/post/${(await bob.posts('A heron at dusk')).id}`;
    device = await browser.open({ width: 'phone' });
    page = device.page;
    context = page.context();
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, site, ada);
  });
  afterAll(async () => {
    const expected = /ERR_INTERNET_DISCONNECTED|status of (401|403|422)/;
    const complaints = device.complaints.filter((one) => !expected.test(one));
    await device.close();
    expect(complaints).toEqual([]);
  });

  const open = (path: string) => page.goto(site + path);
  const texts = (selector: string) => page.locator(selector).allInnerTexts();
  const kept = () =>
    page.evaluate(async () => {
      const found: [string, string][] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys())
          found.push([new URL(url).pathname, await (await cache.match(url, { ignoreVary: true }))!.text()]);
      }
      return found;
    });
  /** In this tab or the next, as far as the device holds them. */
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')));
  const signOut = async () => {
    await open('/about');
    await page.locator('.own-menu > summary:visible').click();
    await page.locator('.own-menu[open] form[action="/sign-out"] button').click();
    await page.waitForFunction(() => !document.querySelector('.own-menu'));
  };

  it('keeps its look and the page that says that there is no network, and nothing of anybody', async () => {
    await open('/');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 20));
    });
    for (const path of ['/', post, '/compose', '/messages', '/settings', '/@ada']) await open(path);
    const found = await kept();
    expect(found.map(([path]) => path.replace(/\.[\da-f]{12}\./, '.*.')).toSorted()).toEqual(
      ['/assets/icons.*.svg', '/assets/site.*.css', '/assets/site.*.js', '/offline/en'].toSorted(),
    );
    const [, offline] = found.find(([path]) => path === '/offline/en')!;
    expect(offline).not.toMatch(/\bada\b|heron|token/i);
  });

  it('brings a draft back, in the composer and in a box for comments, until it is thrown away', async () => {
    await open('/compose');
    await page.fill('#content', 'A draft of Ada');
    await open(post);
    const box = page.locator('form.writer textarea').first();
    await box.fill('A comment of Ada');
    await open('/about');
    await open(post);
    expect([await box.inputValue(), await texts('.draft-back')]).toEqual([
      'A comment of Ada',
      [expect.stringContaining('Your draft is back.')],
    ]);
    await page.locator('.draft-back button').click();
    expect([await box.inputValue(), (await drafts()).length]).toEqual(['', 1]);
    await box.fill('A comment of Ada');
    await page.locator('form.writer button:not([type=button])').first().click();
    await page.locator('.comment', { hasText: 'A comment of Ada' }).waitFor();
    expect([await box.inputValue(), (await drafts()).length]).toEqual(['', 1]);
  });

  it('shows without a network what waits on the device, and goes on as soon as there is one', async () => {
    await context.setOffline(true);
    await open('/messages');
    expect([await texts('h1'), await page.locator('.drafts textarea').inputValue()]).toEqual([
      ['You are offline'],
      'A draft of Ada',
    ]);
    await shoot(page, 'offline-phone');
    expect([await sticksOut(page), await barriers(page)]).toEqual([[], []]);
    await context.setOffline(false);
    await page.locator('.own-menu').first().waitFor({ state: 'attached' }); // by itself
    expect(new URL(page.url()).pathname).toBe('/messages');
    await open('/compose');
    expect(await page.inputValue('#content')).toBe('A draft of Ada');
  });

  it('says where one is that the session is over, and keeps the page with what stands on it', async () => {
    await open(post);
    const box = page.locator('form.writer textarea').first();
    await box.fill('Said twice');
    const tab = await context.newPage();
    await tab.goto(`${site}/about`);
    await tab.locator('.own-menu > summary:visible').click();
    await tab.locator('.own-menu[open] form[action="/sign-out"] button').click();
    await tab.waitForFunction(() => !document.querySelector('.own-menu'));
    await page.locator('form.writer button:not([type=button])').first().click();
    await page.locator('.toast button').waitFor();
    expect([await box.inputValue(), await texts('.toast')]).toEqual([
      'Said twice',
      [expect.stringContaining('You are signed out. This page stays as it is.')],
    ]);
    const [opened] = await Promise.all([context.waitForEvent('page'), page.locator('.toast button').click()]);
    await signIn(opened, site, ada);
    await opened.close();
    await tab.close();
    await page.locator('form.writer button:not([type=button])').first().click();
    await shoot(page, 'send-again-phone');
    expect([await sticksOut(page), await barriers(page)]).toEqual([[], []]);
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.locator('.comment', { hasText: 'Said twice' }).waitFor();
    expect(await box.inputValue()).toBe('');
  });

  it('loses nothing where no script runs, either', async () => {
    const plain = await browser.open({ width: 'phone', language: 'zh-CN', look: 'dark', scripts: false });
    await signIn(plain.page, site, bob);
    await plain.page.goto(`${site}/compose`);
    await plain.page.fill('#content', '没有发出去的话\n第二行');
    const tab = await plain.page.context().newPage();
    await tab.goto(`${site}/about`);
    await tab.locator('.own-menu > summary:visible').click();
    await tab.locator('.own-menu[open] form[action="/sign-out"] button').click();
    await tab.locator('.own-menu').waitFor({ state: 'detached' });
    await tab.close();
    await plain.page.click('.composer-send');
    expect(await plain.page.locator('.unsent textarea').inputValue()).toBe('没有发出去的话\n第二行');
    await shoot(plain.page, 'signed-out-phone');
    expect(await sticksOut(plain.page)).toEqual([]);
    await plain.page.fill('main [name=username]', bob.username);
    await plain.page.fill('main [name=password]', bob.password);
    await plain.page.click('main form button');
    await plain.page.getByRole('button', { name: '发送' }).click();
    await plain.page.waitForURL(/\/post\/\d+/);
    expect(await plain.page.locator('main').innerText()).toContain('没有发出去的话');
    await plain.close();
  });

  it('shows nobody the drafts of another, and keeps none of who has signed out', async () => {
    await open('/compose');
    await page.fill('#content', 'Only for Ada');
    await context.clearCookies(); // her session ends without her
    await signIn(page, site, bob);
    await open('/compose');
    expect(await page.inputValue('#content')).toBe('');
    await page.fill('#content', 'Only for Bob');
    await context.setOffline(true);
    await open('/');
    expect(await page.locator('.drafts textarea').inputValue()).toBe('Only for Bob');
    await context.setOffline(false);
    await page.locator('.own-menu').first().waitFor({ state: 'attached' });
    await signOut();
    expect((await drafts()).length).toBe(1); // of Ada, who did not sign out
    await context.setOffline(true);
    await open('/');
    expect(await page.locator('.drafts').isVisible()).toBe(false);
    await context.setOffline(false);
    await page.waitForFunction(() => !document.querySelector('[data-offline]'));
    await signIn(page, site, ada);
    await open('/compose');
    expect(await page.inputValue('#content')).toBe('Only for Ada');
    await signOut();
    expect(await drafts()).toEqual([]);
  });

  it('goes away where an operator switches it off', async () => {
    Object.assign(config, { serviceWorker: false });
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.evaluate(async () => {
      while (await navigator.serviceWorker.getRegistration()) await new Promise((done) => setTimeout(done, 20));
    });
    expect((await kept()).map(([path]) => path)).toEqual([]);
  });
});
