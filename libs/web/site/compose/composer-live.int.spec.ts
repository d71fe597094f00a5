import type { Page } from 'playwright-core';
import { barriers, sticksOut } from '../../../../test/support/browser/axe.js';
import { shoot, signIn, useBrowser, type Window } from '../../../../test/support/browser/use-browser.js';
import { describeWithService } from '../../../../test/support/jest/service.js';
import type { Data, Person } from '../../../../test/support/person.js';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { useCommunity } from '../../../../test/support/use-community.js';

jest.setTimeout(120_000);

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const picture = (name: string, buffer = png) => ({ name, mimeType: 'image/png', buffer });

describeWithService('chromium', 'the composer in a browser', ({ command }) => {
  const community = useCommunity();
  const browser = useBrowser(command);
  let site = '';
  let ada: Person;

  beforeAll(async () => {
    site = `http://${community.host}:${await listenAnywhere(community.app)}`;
    ada = await community.member('ada');
    const bob = await community.member('bob');
    await bob.posts('On #herons ', { tags: ['herons', '武汉大学'] });
    await community.settle();
  });

  const open = async (path = '/compose', options: Window = {}) => {
    const opened = await browser.open(options);
    await signIn(opened.page, site, ada);
    await opened.page.goto(site + path);
    return opened;
  };
  const latest = async (): Promise<Data & { contents: Data[] }> =>
    (await ada.timeline())[0] as Data & { contents: Data[] };
  const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();
  const posted = (page: Page) => page.waitForURL(/\/post\/\d+$/);
  const suggested = (page: Page) => page.locator('.suggest-words:visible li');

  it('suggests names and topics by keyboard, and is silent while an input method composes', async () => {
    const { page, complaints, close } = await open();
    await page.locator('#content').pressSequentially('Hello @bo');
    await suggested(page).first().waitFor();
    expect(await texts(page, '.suggest-words li')).toEqual(['@bob']);
    await page.keyboard.press('Enter');
    await page.locator('#content').pressSequentially('see #hero');
    await suggested(page).first().waitFor();
    await shoot(page, 'composer-suggests');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await suggested(page).count()).toBe(0);
    await page.locator('#content').pressSequentially('n');
    await suggested(page).first().click();
    expect(await page.inputValue('#content')).toBe('Hello @bob see #herons ');
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(`${site}/compose`);

    await page.evaluate(() => {
      const area = document.querySelector('textarea')!;
      area.value = '看 #武';
      area.setSelectionRange(4, 4);
      area.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    });
    await page.waitForTimeout(400);
    expect(await suggested(page).count()).toBe(0);
    await page.evaluate(() => {
      document.querySelector('textarea')!.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    });
    await suggested(page).first().waitFor();
    expect(await texts(page, '.suggest-words li')).toEqual(['#武汉大学']);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says what is left, and what is too much, before it is sent', async () => {
    const { page, close } = await open();
    const count = page.locator('[data-count]');
    await page.fill('#content', 'x'.repeat(1500));
    expect(await count.isVisible()).toBe(false);
    await page.fill('#content', '鹭'.repeat(1700));
    expect(await count.innerText()).toBe('300 left');
    await page.fill('#content', `${'x'.repeat(2000)}surplus`);
    expect(await count.innerText()).toBe('7 too many');
    expect(await texts(page, '[data-surplus] mark')).toEqual(['surplus']);
    await page.keyboard.press('Control+Enter');
    expect(page.url()).toBe(`${site}/compose`);
    await close();
  });

  it('sends files one by one, in the order and with the descriptions that they were given', async () => {
    const { page, complaints, close } = await open();
    await page.setInputFiles('[name=pictures]', [
      picture('one.png'),
      picture('two.png'),
      picture('bad.png', Buffer.from('no')),
    ]);
    await page.locator('.composer-item.failed').waitFor();
    expect((await texts(page, '.failed .composer-state'))[0]).toContain('PNG, JPEG, GIF or WebP');
    await page.fill('#content', 'By a script');
    await page.click('.composer-send');
    expect(await texts(page, '.toast')).toEqual(['One of the files is not uploaded. Try it again, or remove it.']);
    await shoot(page, 'composer-failed');
    expect(await barriers(page)).toEqual([]);
    await page.click('.failed [data-act=remove]');
    await page.locator('[name=alt]').nth(1).fill('The second');
    await page.locator('[data-act=later]').first().click();
    expect(await texts(page, '.composer-called')).toEqual(['two.png', 'one.png']);
    await page.click('.composer-send');
    await posted(page);
    const { contents } = await latest();
    expect(contents.map(({ type, alt }) => [type, alt])).toEqual([
      [2, undefined],
      [3, 'The second'],
      [3, undefined],
    ]);
    expect(complaints.filter((one) => !one.includes('415'))).toEqual([]);
    await close();
  });

  it('keeps a draft until it is sent, and makes one post however often the button is pressed', async () => {
    const { page, close } = await open();
    await page.fill('#content', 'A draft of mine');
    await page.setInputFiles('[name=pictures]', picture('kept.png'));
    await page.waitForFunction(() => (document.querySelector('[data-items] [name=media]') as HTMLInputElement)?.value);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`${site}/about`);
    await page.goto(`${site}/compose`);
    expect(await page.inputValue('#content')).toBe('A draft of mine');
    expect(await texts(page, '.composer-called')).toEqual(['kept.png']);
    expect(await page.locator('[data-restored]').isVisible()).toBe(true);
    const before = (await ada.timeline('newest', 50)).length;
    await page.dblclick('.composer-send');
    await posted(page);
    expect((await ada.timeline('newest', 50)).length).toBe(before + 1);
    await page.goto(`${site}/compose`);
    expect(await page.inputValue('#content')).toBe('');
    expect(await page.locator('[data-restored]').isVisible()).toBe(false);
    await close();
  });

  it('takes what is pasted and dropped, and waits for it', async () => {
    const { page, close } = await open();
    await page.fill('#content', 'Dropped');
    await page.evaluate(
      (bytes) => {
        const file = (name: string) => new File([Uint8Array.from(bytes)], name, { type: 'image/png' });
        const given = (name: string) => {
          const transfer = new DataTransfer();
          transfer.items.add(file(name));
          return transfer;
        };
        const area = document.querySelector('textarea')!;
        area.dispatchEvent(
          new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: given('pasted.png') }),
        );
        document.body.dispatchEvent(
          new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: given('dropped.png') }),
        );
        document.querySelector<HTMLFormElement>('form.composer')!.requestSubmit();
      },
      [...png],
    );
    await posted(page);
    expect((await latest()).contents.map(({ type }) => type)).toEqual([2, 3, 3]);
    await close();
  });

  it.each([
    ['phone', 'zh-CN', 'light'],
    ['narrow', 'en', 'dark'],
    ['desktop', 'en', 'light'],
  ] as const)('fits into a %s (%s, %s), with scripts and without', async (width, language, look) => {
    for (const scripts of [true, false]) {
      const { page, close } = await open('/compose?text=Herons%20at%20dusk', { width, language, look, scripts });
      if (scripts)
        await page.setInputFiles('[name=pictures]', [picture('a-very-long-name-of-a-picture-from-a-phone.png')]);
      await shoot(page, `composer-${width}-${scripts ? 'live' : 'plain'}`);
      expect(await sticksOut(page)).toEqual([]);
      expect(scripts ? await barriers(page) : []).toEqual([]); // axe is a script
      await close();
    }
  });
});
