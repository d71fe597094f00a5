import type { Page } from 'playwright-core';
import { shellTexts } from '../../libs/web/shell/shell.texts.js';
import { accountTexts } from '../../libs/web/site/account/account.texts.js';
import { timelineTexts } from '../../libs/web/site/timeline/timeline.texts.js';
import { walletTexts } from '../../libs/web/site/wallet/wallet.texts.js';
import { barriers, sticksOut, sticksOutOf } from '../support/browser/axe.js';
import { shoot, signIn, useBrowser, type Window, widths } from '../support/browser/use-browser.js';
import { useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';
import { OwnerSteps } from './owner-steps.js';
import { places, type State, statesOf, suspendedSelf, type Who } from './states.js';

jest.setTimeout(180_000);

/** A window of 1280 px with everything twice as large. */
const zoomed = 640;

describeWithService('chromium', 'states of pages', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct({ PAYMENTS: 'sandbox' });

  describe.each(places)('at $slug', (place) => {
    const { slug, locale } = place;
    const site = () => product.siteOf(slug);
    const size = slug === 'demo' ? 'phone' : 'desktop';
    const looks = slug === 'demo' ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
    const usernames: Readonly<Record<Who, string>> = { ...place, guest: '', owner: product.login.username };

    const open = async (who: Who, options: Window = {}) => {
      const opened = await browser.open({ width: size, language: locale, look: looks[0], ...options });
      if (who !== 'guest') await signIn(opened.page, site(), { ...product.login, username: usernames[who] });
      return opened;
    };
    /** What is wrong with how it looks; shown in both looks. */
    const lookedAt = async (page: Page, name: string): Promise<string[]> => {
      const found = [...(await barriers(page)), ...(await sticksOut(page))];
      await shoot(page, `state-${name}.${size}-${looks[0]}`);
      await page.emulateMedia({ colorScheme: looks[1] });
      await shoot(page, `state-${name}.${size}-${looks[1]}`);
      await page.emulateMedia({ colorScheme: looks[0] });
      return [...found, ...(await sticksOutOf(page, widths.narrow))].map((one) => `${name}: ${one}`);
    };

    it.each(['guest', 'owner', 'newcomer', 'blocker', 'blocked'] as const)('seen by: %s', async (who) => {
      const { page, complaints, close } = await open(who);
      const wrong: string[] = [];
      for (const state of statesOf(place)[who]) {
        wrong.push(...(await missing(page, site(), state)), ...(await lookedAt(page, state.name)));
      }
      await close();
      expect([...wrong, ...complaints.filter((one) => !/status of 40[034]/.test(one))]).toEqual([]);
    });

    it('has a form that was not accepted: all but the password is still there', async () => {
      const { page, close } = await open('guest');
      await page.goto(`${site()}/sign-in`);
      await page.fill('main [name=username]', 'linlin');
      await page.fill('main [name=password]', 'not-my-password');
      await page.click('main form .button');
      await page.locator('.alert').waitFor();
      expect(await page.locator('.alert').evaluate((alert) => alert === document.activeElement)).toBe(true);
      expect([await page.inputValue('[name=username]'), await page.inputValue('[name=password]')]).toEqual([
        'linlin',
        '',
      ]);
      expect(await lookedAt(page, 'sign-in-wrong')).toEqual([]);
      await page.goto(`${site()}/sign-up`);
      await page.fill('main [name=username]', 'linlin');
      await page.fill('main [name=password]', 'short');
      await page.click('main form .button');
      await page.locator('.alert').waitFor();
      expect(await page.locator('.field .wrong').count()).toBeGreaterThan(0);
      expect(await lookedAt(page, 'sign-up-wrong')).toEqual([]);
      await close();
    });

    it('has a post that was deleted, is kept from the reader, or never was: all the same to a stranger', async () => {
      const [owner, guest] = [await open('owner'), await open('guest')];
      const paths: string[] = [];
      for (const name of ['private', 'friends', 'followers'] as const) {
        const [by, begins] = place.posts[name];
        paths.push((await pathOf(owner.page, `${site()}/@${by}`, begins))!);
      }
      await owner.page.goto(`${site()}/compose?text=Soon+gone`);
      await owner.page.click('.composer-send');
      await owner.page.waitForURL(/\/post\/\d+$/);
      const { pathname } = new URL(owner.page.url());
      await owner.page.goto(`${site()}${pathname}/delete`);
      await owner.page.click('main form[action$="/delete"] button');
      await owner.page.waitForURL((url) => !url.pathname.endsWith('/delete'));
      const seen = new Set<string>();
      for (const path of [...paths, pathname, '/post/999999']) {
        const answer = await guest.page.goto(site() + path);
        seen.add(`${answer!.status()} ${await guest.page.locator('main').innerText()}`);
      }
      expect(seen.size).toBe(1);
      expect([...seen][0]).toContain(shellTexts[locale].postGone);
      for (const { close } of [owner, guest]) await close();
    });

    it('has a file that is bought: too little there, paid in, waited for, bought', async () => {
      const { page, close } = await open('newcomer');
      const say = walletTexts[locale];
      const [by, begins] = place.posts.sold;
      await page.goto(site() + (await pathOf(page, `${site()}/@${by}`, begins)));
      await page.click('article.whole a.linked');
      await page.locator('.alert', { hasText: say.tooLittle }).waitFor();
      const file = page.url();
      expect(await page.locator('.too-little').count()).toBe(1);
      expect(await lookedAt(page, 'file-too-little')).toEqual([]);
      await page.click('main a.button[href="/wallet"]');
      await page.locator('#bills-title').waitFor();
      expect(await page.locator('main').innerText()).toContain(say.noBills);
      expect(await lookedAt(page, 'wallet-empty')).toEqual([]);
      await page.locator('.amount').first().click();
      await page.click('form[action="/wallet"] .button');
      await page.locator('.qr').waitFor();
      expect(await page.locator('.waiting').innerText()).toBe(say.waiting);
      expect(await lookedAt(page, 'wallet-waiting')).toEqual([]);
      const waiting = page.url();
      await page.goto((await page.locator('.payment a.button').getAttribute('href'))!);
      await page.click('form[action="/v1/alipay/notify"] button');
      await page.waitForURL(/notify/);
      await page.goto(waiting);
      expect(await page.locator('.payment h2').innerText()).toBe(say.paid);
      expect(await lookedAt(page, 'wallet-paid')).toEqual([]);
      await page.goto(file);
      await page.click('.offer form .button');
      await page.locator('.offer a[href$="/download"]').waitFor();
      expect(await page.locator('.offer').innerText()).toContain(say.yours);
      expect(await lookedAt(page, 'file-bought')).toEqual([]);
      await page.goto(`${site()}/wallet`);
      expect(await page.locator('#bills .row').count()).toBe(2);
      expect(await lookedAt(page, 'wallet-bills')).toEqual([]);
      await close();
    });

    it('fits when everything is twice as large', async () => {
      const { page, close } = await open('owner', { width: 'desktop' });
      const { height } = page.viewportSize()!;
      await page.setViewportSize({ width: zoomed, height: height / 2 });
      const wrong: string[] = [];
      for (const path of main(await pathOf(page, `${site()}/@${place.posts.nine[0]}`, place.posts.nine[1]))) {
        await page.goto(site() + path);
        wrong.push(...(await sticksOut(page)).map((one) => `${path}: ${one}`));
      }
      await close();
      expect(wrong).toEqual([]);
    });

    it('has a member who is suspended, here and at the door', async () => {
      const [owner, { page, close }] = [await open('owner'), await open('newcomer')];
      const desk = new OwnerSteps(owner.page, site());
      expect(await desk.decide(place.newcomer, 'suspend')).toBe(303);
      const wrong: string[] = [];
      for (const state of suspendedSelf(place)) {
        wrong.push(...(await missing(page, site(), state)), ...(await lookedAt(page, state.name)));
      }
      const guest = await open('guest');
      await guest.page.goto(`${site()}/sign-in`);
      await guest.page.fill('main [name=username]', place.suspended);
      await guest.page.fill('main [name=password]', product.login.password);
      await guest.page.click('main form .button');
      await guest.page.locator('main', { hasText: /suspended|封停/ }).waitFor();
      wrong.push(...(await lookedAt(guest.page, 'suspended-signing-in')));
      expect(await desk.decide(place.newcomer, 'status')).toBe(303);
      for (const one of [owner.close, guest.close, close]) await one();
      expect(wrong).toEqual([]);
    });

    it('has a community for members only', async () => {
      const [owner, guest] = [await open('owner'), await open('guest')];
      const desk = new OwnerSteps(owner.page, site());
      await desk.toDesk('joining');
      expect(await desk.save({ 'app.members_only': true })).toBe(303);
      const answer = await guest.page.goto(`${site()}/@linlin`);
      expect(answer!.status()).toBeGreaterThan(400);
      expect(await guest.page.locator('h1').innerText()).toBe(shellTexts[locale].membersOnly);
      expect(await guest.page.locator('meta[property^="og:"], link[type="application/atom+xml"]').count()).toBe(0);
      expect(await lookedAt(guest.page, 'members-only')).toEqual([]);
      for (const [path, status] of [
        ['/rules', 200],
        ['/sign-in', 200],
        ['/feed.xml', 401],
      ] as const) {
        const { status: given } = await guest.page.evaluate(
          async (address) => ({ status: (await fetch(address)).status }),
          path,
        );
        expect([path, given]).toEqual([path, status]);
      }
      for (const { close } of [owner, guest]) await close();
    });
  });

  it('have nothing to show where nobody has posted yet', async () => {
    const site = await product.found('reeds', { name: 'Reeds', username: 'ada' });
    const { page, close } = await browser.open({ width: 'phone' });
    const say = timelineTexts.en;
    await page.goto(site);
    expect(await page.locator('.empty').innerText()).toContain(say.nothingGuest);
    expect(await page.locator('.welcome a[href="/sign-up"]').innerText()).toBe(say.join);
    expect(await barriers(page)).toEqual([]);
    await shoot(page, 'state-nothing-guest.phone-light');
    await signIn(page, site, { username: 'ada', password: product.login.password });
    expect(await page.locator('.empty').innerText()).toContain(say.nothingOwner);
    expect(await page.locator('.empty a[href="/compose"]').innerText()).toBe(say.writeFirst);
    expect(await barriers(page)).toEqual([]);
    await shoot(page, 'state-nothing-owner.phone-light');
    await page.goto(`${site}/sign-up`);
    expect(await page.locator('main').innerText()).toContain(accountTexts.en.already('ada'));
    for (const path of ['/topics', '/?style=hots', '/manage']) {
      await page.goto(site + path);
      expect([...(await barriers(page)), ...(await sticksOutOf(page, widths.narrow))]).toEqual([]);
      await shoot(page, `state-nothing-${path.replace(/\W+/g, '')}.phone-light`);
    }
    await close();
  });
});

const main = (post: string | null): readonly string[] => [
  '/',
  post!,
  '/compose',
  '/topics',
  '/search?q=a',
  '/@linlin',
  '/messages',
  '/whispers',
  '/collections',
  '/settings',
  '/settings/profile',
  '/manage',
  '/manage/look',
  '/manage/members',
];

/** Of a post that begins so, on a page that lists it. */
async function pathOf(page: Page, list: string, begins: string): Promise<string | null> {
  await page.goto(list);
  return page.locator('main article.post', { hasText: begins }).locator('a.open').first().getAttribute('href');
}

/** What of a state is not there. */
async function missing(page: Page, site: string, state: State): Promise<string[]> {
  const { name, status = 200, shows, lacks = [] } = state;
  const answered = await arrive(page, site, state);
  const wrong = answered === status ? [] : [`${answered}`];
  const count = (selector: string, hasText?: string): Promise<number> =>
    page.locator(`main ${selector}`, { hasText }).locator('visible=true').count();
  for (const [selector, words] of shows) {
    const found = await count(selector, typeof words === 'string' ? words : undefined);
    const isThere = typeof words === 'number' ? found === words : found > 0;
    if (!isThere) wrong.push(`${selector} ${words} (${found})`);
  }
  for (const selector of lacks) if ((await count(selector)) > 0) wrong.push(`has ${selector}`);
  return wrong.map((one) => `${name}: ${one}`);
}

async function arrive(page: Page, site: string, { path, opens }: State): Promise<number | undefined> {
  const address = opens === undefined ? path : await pathOf(page, site + path, opens);
  return (await page.goto(site + (address ?? path)))?.status();
}
