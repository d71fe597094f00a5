import type { Page } from 'playwright-core';
import { barriers, sticksOut } from '../../../../test/support/browser/axe.js';
import {
  type BrowserWindow,
  shoot,
  signIn,
  useBrowser,
  type Window,
} from '../../../../test/support/browser/use-browser.js';
import { describeWithService } from '../../../../test/support/jest/service.js';
import type { Data, Person } from '../../../../test/support/person.js';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { useCommunity } from '../../../../test/support/use-community.js';

jest.setTimeout(120_000);

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describeWithService('chromium', 'posts and comments in a browser', ({ command }) => {
  const community = useCommunity();
  const browser = useBrowser(command);
  let site = '';
  let owner: Person;
  let ada: Person;
  let bob: Person;
  let asAda: BrowserWindow;

  beforeAll(async () => {
    site = `http://${community.host}:${await listenAnywhere(community.app)}`;
    owner = await community.owner();
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    asAda = await visit(ada);
  });

  afterAll(async () => {
    // Pictures of pages are taken with the caret hidden by style attributes, which htmx hands on.
    const expected = /\b(404|415|422)\b|inline style/;
    const complaints = asAda.complaints.filter((one) => !expected.test(one));
    await asAda.close();
    expect(complaints).toEqual([]);
  });

  const visit = async (person: Person, options: Window = {}) => {
    const opened = await browser.open(options);
    await signIn(opened.page, site, person);
    return opened;
  };
  /** A page that remembers whether it is still the same one. */
  const open = async (path: string, { page }: BrowserWindow = asAda): Promise<Page> => {
    await page.goto(site + path);
    await page.evaluate(() => Object.assign(window, { isTheSame: true }));
    return page;
  };
  const isTheSame = (page: Page) => page.evaluate(() => (window as { isTheSame?: boolean }).isTheSame === true);
  const toast = (page: Page, text: string) => page.locator('.toast', { hasText: text }).waitFor();
  const seen = (id: number) => ada.get(`/v1/post?id=${id}`);
  const comments = async (id: number) =>
    (await ada.get(`/v1/post/comments?id=${id}&style=newest`))['list'] as (Data & { contents: Data[] })[];
  const focused = (page: Page, selector: string) =>
    page.evaluate((which) => document.activeElement?.matches(which) ?? false, selector);
  const menu = (page: Page, card: string) => page.locator(`${card} .post-menu summary`).first();
  const choose = async (page: Page, card: string, name: string) => {
    await menu(page, card).click();
    await page.locator(`${card} .pop-list :is(a, button)`, { hasText: name }).first().click();
  };

  it('turns posts round where they stand, by mouse and by keyboard', async () => {
    const { id } = await ada.posts('Turned round');
    const other = await bob.posts('By somebody else');
    const page = await open('/');
    const card = `#post-${id}`;
    await page.locator(`${card} button.star`).click();
    expect(await page.locator(`${card} button.star .n`).innerText()).toBe('1');
    expect(await focused(page, `${card} button.star`)).toBe(true);
    await choose(page, card, 'Close comments');
    expect(await page.locator(`${card} .signs`).innerText()).toContain('Closed for comments');
    await toast(page, 'Closed for comments.');
    expect(await focused(page, `${card} .post-menu summary`)).toBe(true);
    await page.keyboard.press('ArrowDown');
    for (let at = 0; at < 3; at += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await toast(page, 'It is a highlight of your page now.');
    await choose(page, card, 'Open comments');
    await toast(page, 'Open for comments.');
    expect(await page.locator(`${card} .signs`).innerText()).toBe('Highlight');
    await page.locator(`#post-${other.id} .marks .pop summary`).click();
    await page.locator(`#post-${other.id} .marks .pop-list button`).click();
    await toast(page, 'Repeated for those who follow you.');
    expect(await page.locator(`#post-${other.id} .marks .pop .n`).innerText()).toBe('1');
    expect(await isTheSame(page)).toBe(true);
    expect(await seen(id)).toMatchObject({ is_lock: 0, is_essence: 1, upvote_count: 1 });
    await bob.delete('/v1/post', { id: other.id });
  });

  it('takes back what the server refuses, and says why', async () => {
    const { id } = await bob.posts('Gone in a moment');
    const page = await open('/');
    await bob.delete('/v1/post', { id });
    const star = page.locator(`#post-${id} button.star`);
    await star.click();
    await toast(page, 'This post is not here');
    expect([await star.getAttribute('aria-pressed'), await star.locator('.n').innerText()]).toEqual(['false', '']);
    expect(await isTheSame(page)).toBe(true);
  });

  it('asks in a dialog who sees a post, and before one is deleted', async () => {
    const { id } = await ada.posts('Asked about');
    const page = await open('/');
    const card = `#post-${id}`;
    await choose(page, card, 'Who can see it');
    await page.locator('dialog.asking input[value="1"]').check();
    await shoot(page, 'post-asks-visibility');
    expect(await barriers(page)).toEqual([]);
    await page.locator('dialog.asking button').click();
    await toast(page, 'Saved.');
    expect(await page.locator(`${card} .signs`).innerText()).toBe('Only its author');
    await choose(page, card, 'Delete');
    const dialog = page.locator('dialog.asking');
    await dialog.waitFor();
    for (let at = 0; at < 8; at += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(
          () => document.activeElement === document.body || document.activeElement!.closest('dialog') !== null,
        ),
      ).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page, `${card} .post-menu summary`)).toBe(true);
    await choose(page, card, 'Delete');
    await shoot(page, 'post-asks-deletion');
    await dialog.locator('button.danger').click();
    await toast(page, 'Deleted.');
    expect([await page.locator(card).count(), await isTheSame(page)]).toEqual([0, true]);
    await expect(seen(id)).rejects.toMatchObject({ status: 404 });
  });

  it('puts away what a muted member writes, and brings it back', async () => {
    const eve = await community.member('eve');
    const { id } = await eve.posts('Rather loud');
    const page = await open('/');
    await choose(page, `#post-${id}`, 'Mute eve');
    await toast(page, 'You will see less of them.');
    expect(await page.locator(`#post-${id}`).isVisible()).toBe(false);
    await page.locator('.toast button').click();
    await toast(page, 'You see what they write again.');
    expect([await page.locator(`#post-${id}`).isVisible(), await isTheSame(page)]).toEqual([true, true]);
  });

  it('opens a post by a press on its card, but not while its text is selected', async () => {
    const { id } = await bob.posts('A few words that somebody may want to copy');
    const page = await open('/');
    const box = (await page.locator(`#post-${id} .body`).boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await page.evaluate(() => String(getSelection()).length)).toBeGreaterThan(3);
    expect(new URL(page.url()).pathname).toBe('/');
    await page.evaluate(() => getSelection()!.removeAllRanges());
    await page.mouse.click(box.x + box.width - 4, box.y + box.height / 2);
    await page.waitForURL(`${site}/post/${id}`);
  });

  it('answers, votes and chooses where one reads, and keeps what was refused', async () => {
    const { id } = await ada.posts('Talk to me');
    const comment = await bob.comments(id, 'Shall we?');
    const page = await open(`/post/${id}`);
    const row = `#comment-${comment.id}`;
    await page.locator(`${row} button.up`).click();
    expect(await page.locator(`${row} button.up .n`).innerText()).toBe('1');
    await page.locator(`${row} button.down`).click();
    await page.locator(`${row} button.down[aria-pressed=true]`).waitFor();
    expect(await page.locator(`${row} button.up`).getAttribute('aria-pressed')).toBe('false');
    await page.locator(`${row} .votes a`).click();
    const area = page.locator(`${row} .answer textarea`);
    await area.pressSequentially('与@bo');
    await page.locator('.suggest-words:visible li').first().waitFor();
    await page.keyboard.press('Enter');
    await choose(page, row, 'Show on top');
    await page.locator(`${row} > .card > .signs`).waitFor();
    await toast(page, 'Done.');
    expect(await area.inputValue()).toBe('与@bob ');
    await area.fill('x'.repeat(1_001));
    await page.keyboard.press('Control+Enter');
    await toast(page, '1 too many');
    await area.fill('Of course');
    await page.keyboard.press('Control+Enter');
    await page.locator(`${row} .reply.sought`, { hasText: 'Of course' }).waitFor();
    expect(await page.locator(`${row} .answer form`).count()).toBe(0);
    await page.locator(`${row} > .card > .votes a`).click();
    await area.fill('Too late');
    await ada.post('/v1/post/lock', { id });
    await page.keyboard.press('Control+Enter');
    await page.locator(`${row} .answer .alert`).waitFor();
    expect([await area.inputValue(), await isTheSame(page)]).toEqual(['Too late', true]);
  });

  it('suggests while one comments, and is silent while an input method composes', async () => {
    const { id } = await ada.posts('Who is here?');
    const page = await open(`/post/${id}`);
    const composed = (type: string, text: string) =>
      page.evaluate(
        ([kind, value]) => {
          const area = document.querySelector<HTMLTextAreaElement>('#content')!;
          area.focus();
          area.value = value!;
          area.setSelectionRange(value!.length, value!.length);
          area.dispatchEvent(
            kind === 'input'
              ? new InputEvent('input', { bubbles: true, isComposing: true })
              : new CompositionEvent(kind!, { bubbles: true }),
          );
        },
        [type, text],
      );
    await composed('input', '你好@bo');
    await page.evaluate(() => {
      const key = { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true };
      document.querySelector('#content')!.dispatchEvent(new KeyboardEvent('keydown', key));
    });
    expect(await page.locator('.suggest-words:visible').count()).toBe(0);
    await composed('compositionend', '你好@bo');
    await page.locator('.suggest-words:visible li').first().click();
    expect(await page.inputValue('#content')).toBe('你好@bob ');
    expect(await comments(id)).toEqual([]);
  });

  it('puts pictures under a post, which open by keyboard', async () => {
    const { id } = await ada.posts('Show me');
    const page = await open(`/post/${id}`);
    const named = (name: string, buffer = png) => ({ name, mimeType: 'image/png', buffer });
    await page.setInputFiles('#comment [name=pictures]', [
      named('one.png'),
      named('two.png'),
      named('bad.png', Buffer.from('no')),
    ]);
    await page.locator('#comment .failed').waitFor();
    await page.fill('#content', 'Two of them');
    await page.keyboard.press('Control+Enter');
    await toast(page, 'One of the files is not uploaded.');
    await page.locator('#comment .failed [data-act=remove]').click();
    await page.locator('#comment [name=alt]').first().fill('A heron');
    await shoot(page, 'comment-pictures');
    await page.locator('#comment .writer-end button').click();
    await page.locator('.comment.sought .pictures').waitFor();
    const [said] = await comments(id);
    expect(said!.contents.map(({ type, alt }) => [type, alt])).toEqual([
      [2, undefined],
      [3, 'A heron'],
      [3, undefined],
    ]);
    await page.locator('.comment .pictures a').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.viewer-count').innerText()).toBe('2 / 2');
    await page.keyboard.press('Escape');
    await page.locator('.comment .pictures a:focus').nth(0).waitFor();
    expect([await page.locator('.viewer[open]').count(), await isTheSame(page)]).toEqual([0, true]);
  });

  it('is handed on by what the device has for that', async () => {
    const { id } = await bob.posts('Worth telling');
    const page = await open('/');
    await page.evaluate(() => {
      const share = (given: { url: string }) => Promise.resolve(Object.assign(window, { given: given.url }));
      Object.defineProperties(navigator, { canShare: { value: () => true }, share: { value: share } });
    });
    await page.locator(`#post-${id} a.share`).click();
    expect(await page.evaluate(() => (window as { given?: string }).given)).toBe(`${site}/post/${id}`);
    expect(await isTheSame(page)).toBe(true);
  });

  it('says to whoever writes that a post was closed meanwhile', async () => {
    const { id } = await bob.posts('Open for a while');
    const page = await open(`/post/${id}`);
    await page.fill('#content', 'What I wanted to say');
    await bob.post('/v1/post/lock', { id });
    await page.locator('h1').click();
    await page.locator('#content').evaluate((area) => (area as HTMLElement).blur());
    await page.focus('#content');
    await page.locator('.no-box-why', { hasText: 'This post is closed for comments.' }).waitFor();
    expect(await page.inputValue('#comment textarea')).toBe('What I wanted to say');
  });

  it.each([
    ['narrow', 'zh-CN', 'dark'],
    ['phone', 'en', 'light'],
  ] as const)('fits into a %s (%s, %s)', async (width, language, look) => {
    const { id } = await owner.posts(`Small screens: ${width}`);
    const comment = await bob.comments(id, 'Fits');
    const opened = await visit(ada, { width, language, look });
    const page = await open(`/post/${id}?reply=${comment.id}`, opened);
    await page.setInputFiles('#comment [name=pictures]', [
      { name: 'a-very-long-name-of-a-picture-from-a-phone.png', mimeType: 'image/png', buffer: png },
    ]);
    await page.locator('#comment [data-item] img').waitFor();
    await menu(page, 'article.whole').click();
    await shoot(page, `post-live-${width}`);
    expect(await sticksOut(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await opened.close();
  });
});
