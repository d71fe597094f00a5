import type { Page } from 'playwright-core';
import { shellTexts } from '../../libs/web/shell/shell.texts.js';
import { accountTexts } from '../../libs/web/site/account/account.texts.js';
import { composeTexts } from '../../libs/web/site/compose/compose.texts.js';
import { profileTexts } from '../../libs/web/site/profile/profile.texts.js';
import { type BrowserWindow, shoot, useBrowser, type Window } from '../support/browser/use-browser.js';
import { useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';
import { plain } from '../support/sample-pictures.js';
import { MemberSteps } from './member-steps.js';
import { OwnerSteps } from './owner-steps.js';

jest.setTimeout(120_000);

/** Each in a community of its own, whose `friend` is the owner's. */
const ways = [
  {
    name: 'scripts, English, desktop',
    slug: 'demo',
    friend: 'kevin',
    window: { scripts: true, language: 'en', width: 'desktop', look: 'dark' },
  },
  {
    name: 'no scripts, Chinese, phone',
    slug: 'garden',
    friend: 'rosa',
    window: { scripts: false, language: 'zh-CN', width: 'phone' },
  },
] as const satisfies readonly { name: string; slug: string; friend: string; window: Window }[];

const logo = async () => ({
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: await plain(256, 256).png().toBuffer(),
});

describeWithService('chromium', 'an owner at their desk', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct();

  describe.each(ways)('with $name', ({ slug, friend, window }) => {
    const locale = window.language;
    const opened: BrowserWindow[] = [];
    let owner: OwnerSteps;
    /** Who looks what came of it. */
    let guest: OwnerSteps;
    let member: OwnerSteps;

    beforeAll(async () => {
      const open = async (): Promise<OwnerSteps> => {
        const one = await browser.open(window);
        opened.push(one);
        return new OwnerSteps(one.page, product.siteOf(slug));
      };
      [owner, guest, member] = [await open(), await open(), await open()];
      await owner.signIn(product.login);
      await member.signIn({ username: friend, password: product.login.password });
    });

    afterAll(async () => {
      const refused = /status of 403/; // what was tried by whom it is not for
      const complaints = opened.flatMap((one) => one.complaints).filter((one) => !refused.test(one));
      for (const { close } of opened) await close();
      expect(complaints).toEqual([]);
    });

    const tokenOf = (page: Page, name: string): Promise<string> =>
      page.evaluate((token) => getComputedStyle(document.documentElement).getPropertyValue(token), name);
    const savesAndSaysSo = async (fields: Record<string, string | boolean>) => {
      expect(await owner.save(fields)).toBe(303);
      expect(await owner.words('.toast')).toBe(shellTexts[locale].said.saved);
    };

    it('has the overview, and is told that the name is not theirs to change', async () => {
      await owner.toDesk();
      expect(await owner.main('.desk-figures dd').count()).toBeGreaterThan(3);
      await owner.toDesk('look');
      expect(await owner.main('[name=name]').getAttribute('readonly')).not.toBeNull();
      expect(await owner.words('main #name-help')).not.toBe('');
    });

    it('gives the place a line, an accent and corners that guests see', async () => {
      await guest.open('/');
      const before = [await tokenOf(guest.page, '--accent'), await tokenOf(guest.page, '--radius')];
      await owner.toDesk('look');
      await savesAndSaysSo({
        'look.tagline': 'Slow reading by the river',
        'look.accent': '#b3203c',
        'look.corners': 'square',
      });
      await shoot(owner.page, `journey-desk-look.${locale}`);
      await guest.open('/');
      expect(await guest.words('.welcome')).toContain('Slow reading by the river');
      const after = [await tokenOf(guest.page, '--accent'), await tokenOf(guest.page, '--radius')];
      expect(after.filter((token, index) => token === before[index])).toEqual([]);
    });

    it('gives it a logo, and takes it away again', async () => {
      const shown = () => guest.page.locator('.brand img.logo:visible');
      await owner.toDesk('look');
      await owner.main('[name=logo]').setInputFiles(await logo());
      if (window.scripts) await owner.page.click('dialog.crop [data-crop-use]');
      expect(await owner.send(owner.main('form:has([name=logo])'))).toBe(303);
      await guest.open('/');
      expect(await shown().evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
      await owner.toDesk('look');
      await savesAndSaysSo({ 'logo.remove': true });
      await guest.open('/');
      expect(await shown().count()).toBe(0);
    });

    it.each(['about', 'rules', 'privacy'])('writes its own %s', async (name) => {
      await owner.toDesk('texts');
      await owner.follow(owner.main(`a.open[href="/manage/texts/${name}"]`));
      await savesAndSaysSo({
        body: `# By the river\n\n- be **kind**\n- bring a book\n\n<script>alert("${name}")</script>`,
      });
      await guest.open(`/${name}`);
      expect(await guest.main('.prose h2').allInnerTexts()).toEqual(['By the river']);
      expect(await guest.main('.prose li').count()).toBe(2);
      expect(await guest.main('.prose strong').innerText()).toBe('kind');
      expect(await guest.words('main .prose')).toContain(`<script>alert("${name}")</script>`);
      expect(await guest.words('main .text-end')).toContain('1');
    });

    it('closes its doors, opens them again, and greets who comes in', async () => {
      await owner.toDesk('joining');
      await savesAndSaysSo({ 'web_profile.allow_user_register': false });
      await guest.open('/');
      expect(await guest.page.locator('a[href^="/sign-up"]').count()).toBe(0);
      await guest.open('/sign-up');
      expect(await guest.words()).toContain(accountTexts[locale].closed);
      await owner.toDesk('joining');
      await savesAndSaysSo({ 'web_profile.allow_user_register': true });
      await owner.toDesk('texts');
      await owner.follow(owner.main('a.open[href="/manage/texts/welcome"]'));
      await savesAndSaysSo({ body: 'Kettle is on the left.' });

      const newcomer = await browser.open(window);
      opened.push(newcomer);
      const steps = new MemberSteps(newcomer.page, product.siteOf(slug), window.scripts);
      await steps.join({ username: 'newbie', password: 'a-long-password' });
      await steps.open('/welcome/done');
      expect(await newcomer.page.locator('main').innerText()).toContain('Kettle is on the left.');
      await owner.toDesk('members');
      expect(await owner.main('.desk-members .row .open').first().innerText()).toContain('newbie');
    });

    it('brings a member before new members first', async () => {
      await owner.toDesk('members');
      await owner.follow(owner.main('a[href="/manage/people"]'));
      await owner.main('.desk-search [name=q]').fill('newbie');
      await owner.main('.desk-search [name=q]').press('Enter');
      await owner.page.waitForURL(/q=newbie/);
      await owner.main('form[action="/manage/people/add"] button').click();
      await owner.main('.desk-order .row a[href="/@newbie"]').waitFor();
      for (let row = await owner.rowNumber('newbie'); row > 0; row -= 1) {
        await owner.main('.desk-order [id="person-newbie-up"]').click();
        await owner.main(`.desk-order > :nth-child(${row}) a[href="/@newbie"]`).waitFor();
      }
      await member.open('/welcome/people');
      expect(await member.main('.person-picks label').first().innerText()).toContain('newbie');
    });

    it('shows a topic first, and another one in no list', async () => {
      await guest.open('/topics');
      const [, second = '', third = ''] = await guest.main('.rows .row a.open').allInnerTexts();
      for (const [topic, action] of [
        [second, 'listing'],
        [third, 'feature'],
      ] as const) {
        await owner.toDesk('topics');
        const row = owner.main('.desk-members .row').filter({ hasText: topic });
        await row.first().locator('summary').click();
        expect(await owner.send(row.first().locator(`form[action="/manage/topics/${action}"]`), 'button')).toBe(303);
      }
      await guest.open('/topics');
      const shown = await guest.main('.rows .row a.open').allInnerTexts();
      expect(shown).not.toContain(second);
      expect(shown[0]).toBe(third);
    });

    it('shares the desk with a member, and takes that back', async () => {
      expect(await member.open('/manage')).toBe(403);
      expect(await owner.decide(friend, 'administrator')).toBe(303);
      expect(await owner.main('.desk-members .desk-mark').count()).toBe(1);
      await member.toDesk('texts');
      expect(await member.main('.rows .row').count()).toBe(4);
      expect(await owner.decide(friend, 'role')).toBe(303);
      expect(await member.open('/manage/texts')).toBe(403);
    });

    it('suspends a member, which everybody sees, and lets them take part again', async () => {
      const writing = () => member.main('textarea[name=content]').count();
      expect(await owner.decide(friend, 'suspend')).toBe(303);
      await guest.open(`/@${friend}`);
      expect(await guest.words()).toContain(profileTexts[locale].suspended);
      await member.open('/compose');
      expect(await member.words()).toContain(composeTexts[locale].banned);
      expect(await writing()).toBe(0);
      await shoot(member.page, `journey-suspended.${locale}`);
      expect(await owner.decide(friend, 'status')).toBe(303);
      await member.open('/compose');
      expect(await writing()).toBe(1);
      await guest.open(`/@${friend}`);
      expect(await guest.words()).not.toContain(profileTexts[locale].suspended);
    });

    it('switches friends and films off, and members find neither', async () => {
      const ending = () => member.main('form[action="/@linlin/unfriend"]').count();
      const films = () => member.main('[name=films]').count();
      const found = async () => {
        await member.open('/@linlin');
        const friends = await ending();
        await member.open('/compose');
        return [friends, await films()];
      };
      expect(await found()).toEqual([1, 1]);
      for (const [part, setting] of [
        ['people', 'web_profile.use_friendship'],
        ['posts', 'web_profile.allow_tweet_video'],
      ] as const) {
        await owner.toDesk('settings');
        await owner.follow(owner.main(`a.open[href="/manage/settings/${part}"]`));
        await savesAndSaysSo({ [setting]: false });
      }
      expect(await found()).toEqual([0, 0]);
    });
  });
});
