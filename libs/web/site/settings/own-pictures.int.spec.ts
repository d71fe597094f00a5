import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { barriers, sticksOut } from '../../../../test/support/browser/axe.js';
import { shoot, signIn, useBrowser, type Window } from '../../../../test/support/browser/use-browser.js';
import { describeWithService } from '../../../../test/support/jest/service.js';
import type { Person } from '../../../../test/support/person.js';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

jest.setTimeout(120_000);

const painted = (width: number, height: number, background = '#0b7a43') =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
const profile = '/settings/profile';

describe('the pictures of a member, without scripts', () => {
  const community = useCommunity();
  const signedIn = async (person: Person) => {
    const visitor = new Visitor(community.app, community.host);
    await visitor.signIn(person.username, person.password);
    await visitor.open(profile);
    return visitor;
  };
  const sourceOf = (visitor: Visitor, selector: string) =>
    visitor.page.root.querySelector(selector)?.getAttribute('src') ?? null;
  const isThere = async (path: string) =>
    (await community.app.inject({ url: path, headers: { host: community.host } })).statusCode === 200;

  it('are chosen with the words beside them, shown on their page, replaced and taken away', async () => {
    const ada = await community.member('ada');
    const visitor = await signedIn(ada);
    const files = { avatar: { bytes: await painted(1200, 900) }, cover: { bytes: await painted(1500, 700) } };
    await visitor.submit(profile, { nickname: 'Ada A.', bio: 'Herons' }, files);
    expect([visitor.page.status, visitor.texts('.toast')]).toEqual([200, ['Saved.']]);
    const guest = new Visitor(community.app, community.host);
    await guest.open('/@ada');
    expect([guest.texts('h1'), guest.texts('.profile-bio')]).toEqual([['Ada A.'], ['Herons']]);
    const [cover, avatar] = [sourceOf(guest, '.masthead img')!, sourceOf(guest, '.profile-avatar')!];
    expect([await isThere(cover), await isThere(avatar)]).toEqual([true, true]);
    expect(guest.page.root.querySelector('.cover-change')).toBeNull();
    expect((await visitor.open('/@ada')).root.querySelector('.cover-change')!.getAttribute('href')).toBe(
      `${profile}#cover`,
    );

    await visitor.open(profile);
    await visitor.submit(profile, { 'avatar.remove': '1' }, { cover: { bytes: await painted(600, 200, '#3355aa') } });
    await community.settle();
    expect([await isThere(cover), await isThere(avatar)]).toEqual([false, false]);
    await guest.open('/@ada');
    expect(sourceOf(guest, '.profile-avatar')).toMatch(/^\/avatars\//);
    expect(sourceOf(guest, '.masthead img')).not.toBe(cover);
    await visitor.submit(profile, { 'cover.remove': '1' });
    expect((await guest.open('/@ada')).root.querySelector('.masthead img')).toBeNull();
    expect(guest.texts('.profile-bio')).toEqual(['Herons']);
  });

  it('may be as large as for the API, and are refused beside their fields with all that was typed', async () => {
    const bob = await community.member('bob');
    const visitor = await signedIn(bob);
    const noise = await sharp(randomBytes(900 * 700 * 3), { raw: { width: 900, height: 700, channels: 3 } })
      .png()
      .toBuffer();
    expect(noise.length).toBeGreaterThan(1_500_000);
    await visitor.submit(profile, {}, { avatar: { bytes: noise } });
    expect(sourceOf(visitor, '.own-picture img')).toMatch(/^\/media\/public\/image\//);

    const large = Buffer.concat([await painted(8, 8), randomBytes(10 * 1024 * 1024)]);
    const wrong = { avatar: { bytes: Buffer.from('<script>alert(1)</script>') }, cover: { bytes: large } };
    const refused = await visitor.submit(profile, { nickname: 'Robert', bio: 'Typed', link: 'typed' }, wrong);
    expect([refused.status, visitor.texts('#avatar-wrong'), visitor.texts('#cover-wrong')]).toEqual([
      422,
      ['This is no picture of a kind that can be shown here: JPEG, PNG, GIF or WebP.'],
      ['This picture is too large: it may have 10 MB and 50 million pixels.'],
    ]);
    const typed = ['nickname', 'bio', 'link'].map((name) => {
      const field = refused.root.querySelector(`#${name}`)!;
      return field.getAttribute('value') ?? field.text;
    });
    expect(typed).toEqual(['Robert', 'Typed', 'typed']);
    expect(await bob.get('/v1/user/info')).toMatchObject({ nickname: 'bob' });

    // What is right is not sent twice, where only the words are wrong.
    await visitor.submit(profile, { nickname: 'x', link: '' }, { cover: { bytes: await painted(300, 100) } });
    expect([visitor.page.status, visitor.texts('#nickname-wrong')]).toEqual([
      422,
      [expect.stringContaining('2 to 12')],
    ]);
    expect(sourceOf(visitor, '.own-cover img')).toMatch(/^\/media\//);
  });

  it('need a phone number where writing does', async () => {
    const keeper = await community.owner();
    const cleo = await community.member('cleo');
    const visitor = await signedIn(cleo);
    const asks = (value: boolean) =>
      keeper.post('/v1/admin/settings/save', { items: [{ key: 'app.phone_required', value }] });
    await asks(true);
    await visitor.submit(profile, {}, { avatar: { bytes: await painted(8, 8) } });
    expect(visitor.page.status).toBe(422);
    expect(visitor.texts('.alert li')).toEqual(['Pictures can be chosen once your account has a phone number.']);
    expect(visitor.page.root.querySelector('input[type=file]')).toBeNull();
    await visitor.submit(profile, { nickname: 'Cleo C.' });
    expect(visitor.texts('.toast')).toEqual(['Saved.']);
    await asks(false);
  });
});

describeWithService('chromium', 'a part of a picture, in a browser', ({ command }) => {
  const community = useCommunity();
  const browser = useBrowser(command);
  let site = '';
  let ada: Person;

  beforeAll(async () => {
    site = `http://${community.host}:${await listenAnywhere(community.app)}`;
    ada = await community.member('ada');
  });

  const open = async (options: Window = {}) => {
    const opened = await browser.open(options);
    await signIn(opened.page, site, ada);
    await opened.page.goto(site + profile);
    return opened;
  };
  /** Left half green, right half blue. */
  const halves = async (width: number, height: number) => {
    const right = { input: await painted(width / 2, height, '#3355aa'), left: width / 2, top: 0 };
    return sharp(await painted(width, height))
      .composite([right])
      .png()
      .toBuffer();
  };
  const choose = async (page: Page, name: string, buffer: Buffer) => {
    await page.setInputFiles(`[name=${name}]`, { name: 'me.png', mimeType: 'image/png', buffer });
    await page.locator('dialog.crop[open]').waitFor();
  };
  const frame = async (page: Page) => (await page.locator('.crop-frame').boundingBox())!;
  /** What the server has been sent: its size, and its colour in the middle. */
  const stored = async (field: 'avatar' | 'cover') => {
    const { pathname } = new URL((await ada.get('/v1/user/info'))[field] as string);
    const { rawPayload } = await community.app.inject({ url: pathname, headers: { host: community.host } });
    const { width, height } = await sharp(rawPayload).metadata();
    const { dominant } = await sharp(rawPayload).stats();
    return { width, height, isBlue: dominant.b > dominant.g };
  };
  const saved = async (page: Page) => {
    await page.click('main form button:not([type])');
    await page.locator('.toast').waitFor();
  };

  it('is chosen by keyboard, and by mouse', async () => {
    const { page, complaints, close } = await open();
    await choose(page, 'avatar', await halves(1600, 800));
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('crop-frame');
    expect(await barriers(page)).toEqual([]);
    await shoot(page, 'crop-avatar');
    for (let time = 0; time < 20; time += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    for (let time = 0; time < 5; time += 1) await page.keyboard.press('ArrowLeft');
    const { width, height } = await frame(page);
    expect(Math.abs(width - height)).toBeLessThan(2);
    await page.click('[data-crop-use]');
    await page.locator('.own-picture img[src^="blob:"]').waitFor();

    await choose(page, 'cover', await halves(1600, 1600));
    const before = await frame(page);
    expect(Math.abs(before.width / before.height - 3)).toBeLessThan(0.05);
    const corner = (await page.locator('[data-corner=nw]').boundingBox())!;
    await page.mouse.move(corner.x + 22, corner.y + 22);
    await page.mouse.down();
    await page.mouse.move(corner.x + 22 + before.width / 2, corner.y + 40, { steps: 4 });
    await page.mouse.up();
    const after = await frame(page);
    expect(Math.abs(after.width / before.width - 0.5)).toBeLessThan(0.05);
    await page.mouse.move(after.x + after.width / 2, after.y + after.height / 2);
    await page.mouse.down();
    await page.mouse.move(after.x + 2_000, after.y + after.height / 2, { steps: 4 });
    await page.mouse.up();
    await page.click('[data-crop-use]');
    await page.locator('.own-cover img[src^="blob:"]').waitFor();
    await saved(page);
    const [avatar, cover] = [await stored('avatar'), await stored('cover')];
    expect([avatar.width === avatar.height, avatar.isBlue]).toEqual([true, true]);
    expect([Math.round((10 * cover.width) / cover.height), cover.isBlue]).toEqual([30, true]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is not chosen after all, and nothing is sent', async () => {
    const { page, close } = await open();
    const was = await page.locator('.own-picture img').getAttribute('src');
    await choose(page, 'avatar', await halves(400, 200));
    await page.keyboard.press('Escape');
    expect(await page.locator('[name=avatar]').evaluate((input: HTMLInputElement) => input.files!.length)).toBe(0);
    expect(await page.locator('.own-picture img').getAttribute('src')).toBe(was);
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('avatar');
    await page.setInputFiles('[name=avatar]', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await page.click('main form button:not([type])');
    await page.locator('#avatar-wrong').waitFor();
    await close();
  });

  it.each([
    ['phone', 'zh-CN', 'light'],
    ['narrow', 'en', 'dark'],
  ] as const)('is chosen on a %s (%s, %s) by touch', async (width, language, look) => {
    const { page, close } = await open({ width, language, look });
    await choose(page, 'cover', await halves(900, 1200));
    expect(await sticksOut(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await shoot(page, `crop-${width}`);
    await page.locator('.crop-size input').fill('50');
    const { width: wide } = await frame(page);
    const whole = (await page.locator('.crop-stage').boundingBox())!;
    expect(Math.abs(wide / whole.width - 0.5)).toBeLessThan(0.03);
    await page.tap('[data-crop-use]');
    await page.locator('.own-cover img[src^="blob:"]').waitFor();
    expect(await page.locator('dialog.crop').isVisible()).toBe(false);
    await close();
  });
});
