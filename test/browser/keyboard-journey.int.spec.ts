import { type BrowserWindow, useBrowser } from '../support/browser/use-browser.js';
import { useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';
import { KeyboardSteps } from './keyboard-steps.js';

jest.setTimeout(120_000);

describeWithService('chromium', 'a member with a keyboard and nothing else', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct();
  let window: BrowserWindow;
  let me: KeyboardSteps;

  beforeAll(async () => {
    window = await browser.open();
    me = new KeyboardSteps(window.page);
  });

  afterAll(async () => {
    const { complaints, close } = window;
    await close();
    expect(complaints).toEqual([]);
  });

  const shown = (selector: string) => window.page.locator(selector).locator('visible=true').count();
  const posts = 'main article.post';

  it('skips to the content, and signs in', async () => {
    await window.page.goto(product.demo);
    await me.press('Tab');
    expect(await me.isAt('.skip')).toBe(true);
    await me.press('Enter');
    expect(await me.isAt('#main')).toBe(true);
    await me.press('Tab');
    expect(await me.numberOf('main')).toBe(0);
    await me.tabTo('main a[href="/sign-in"]');
    await me.leave('/sign-in', 'Enter');
    expect(await me.isAt('[name=username]')).toBe(true);
    await me.type('kevin');
    await me.press('Tab');
    await me.type(product.login.password);
    await me.leave('/', 'Enter');
  });

  it('writes a post, and comments on it', async () => {
    await me.leave('/compose', 'n');
    expect(await me.isAt('#content')).toBe(true);
    await me.type('By keys alone');
    await me.press('Enter');
    await me.type('and nothing sent by Enter');
    await me.leave(/^\/post\/\d+$/, 'Control+Enter');
    await window.page.locator('article.whole').waitFor();
    await me.press('c');
    expect(await me.isAt('#comment textarea')).toBe(true);
    await me.type('jkl?'); // keys are letters here
    await me.press('Control+Enter');
    await window.page.locator('.comment.sought').waitFor();
    expect(await me.numberOf('.comment.sought')).toBe(0);
    await me.press('j');
  });

  it('goes from post to post, stars one, and comments on it', async () => {
    await me.leave('/', 'g', 'h');
    await window.page.locator(posts).first().waitFor();
    await me.press('j');
    expect(await me.numberOf(posts)).toBe(0);
    await me.press('j', 'j', 'k');
    expect(await me.numberOf(posts)).toBe(1);
    const star = window.page.locator(posts).nth(1).locator('button.star');
    const before = await star.getAttribute('aria-pressed');
    await me.press('l');
    expect(await star.getAttribute('aria-pressed')).not.toBe(before);
    expect(await me.numberOf(posts)).toBe(1);
    await me.leave(/^\/post\/\d+$/, 'c');
    await window.page.locator('#comment textarea:focus').waitFor();
    await me.press('Tab');
    expect(await me.numberOf('#comment')).toBe(0);
  });

  it('finds somebody by what is suggested', async () => {
    await me.press('/');
    expect(await me.isAt('input[name=q]')).toBe(true);
    await me.type('lin');
    await window.page.locator('.search-suggestions [role=option]').first().waitFor();
    await me.press('ArrowDown');
    expect(await shown('.search-suggestions [aria-selected=true]')).toBe(1);
    await me.press('Escape');
    expect(await shown('.search-suggestions')).toBe(0);
    expect(await window.page.inputValue('input[name=q]:focus')).toBe('lin');
    await me.leave('/search?q=lin', 'Enter');
  });

  it('asks what keys there are, and goes to the messages', async () => {
    await me.leave('/keys', '?');
    expect(await window.page.locator('kbd').count()).toBeGreaterThan(10);
    await me.leave('/messages', 'g', 'm');
    await me.press('Tab');
  });

  it('opens a menu and a picture, and is back where they were opened', async () => {
    await me.leave('/', 'g', 'h');
    await me.tabTo(`${posts} .post-menu summary`);
    await me.press('Enter', 'Tab');
    expect(await me.isAt('details[open] .pop-list a')).toBe(true);
    await me.press('Escape');
    expect(await me.isAt('details:not([open]) > summary')).toBe(true);
    await me.tabTo(`${posts}:has(.pictures) a.open`);
    await me.leave(/^\/post\/\d+$/, 'Enter');
    await me.tabTo('[data-viewer] a[data-picture]');
    await me.press('Enter');
    expect(await me.numberOf('dialog[open]')).toBe(0);
    await me.press('j'); // not behind it
    expect(await me.numberOf('dialog[open]')).toBe(0);
    await me.press('Escape');
    expect(await me.isAt('[data-viewer] a[data-picture]')).toBe(true);
  });

  it('switches the keys off in the settings, for all pages, and on again', async () => {
    await me.leave('/', 'g', 'h');
    await me.tabTo('.menu a[href="/settings"]');
    await me.leave('/settings', 'Enter');
    await me.tabTo('main a[href="/settings/look"]');
    await me.leave('/settings/look', 'Enter');
    await me.tabTo('main a[href="/keys"]');
    await me.leave('/keys', 'Enter');
    await me.tabTo('[data-keys-switch]');
    await me.press('Enter', '/');
    expect(await me.isAt('[data-keys-switch]')).toBe(true);
    await me.tabTo('.menu a[href="/topics"], .aside a[href="/about"]');
    await me.leave(/^\/(topics|about)$/, 'Enter');
    await me.press('Tab', '/');
    expect(await me.isAt('input[name=q]')).toBe(false);
    await window.page.goto(`${product.demo}/keys`);
    await me.tabTo('[data-keys-switch]');
    await me.press('Enter', '/');
    expect(await me.isAt('input[name=q]')).toBe(true);
  });

  it('signs out by the menu of their own', async () => {
    await window.page.goto(product.demo);
    await me.tabTo('.own-menu > summary');
    await me.press('Enter');
    await me.tabTo('.own-menu form[action="/sign-out"] button');
    await me.leave('/', 'Enter');
    await window.page.locator('main a[href="/sign-in"]').first().waitFor();
    expect(await shown('.own-menu')).toBe(0);
  });
});
