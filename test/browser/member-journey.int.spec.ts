import { useBrowser, type Window } from '../support/browser/use-browser.js';
import { type Product, useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';
import { MemberSteps } from './member-steps.js';

jest.setTimeout(180_000);

const ways: readonly (Window & { readonly name: string })[] = [
  { name: 'scripts, English, desktop', scripts: true, language: 'en', width: 'desktop' },
  { name: 'scripts, Chinese, phone', scripts: true, language: 'zh-CN', width: 'phone' },
  { name: 'no scripts, English, phone', scripts: false, language: 'en', width: 'phone' },
  { name: 'no scripts, Chinese, desktop', scripts: false, language: 'zh-CN', width: 'desktop' },
];

describeWithService('chromium', 'a member, from joining to leaving', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct();
  const kevin = (site: Product) => ({ username: 'kevin', password: site.login.password });

  it.each(ways)('gets along with $name', async ({ name, ...window }) => {
    const mark = `j${ways.findIndex((way) => way.name === name)}`;
    const ada = { username: `ada${mark}`, password: 'a-long-password' };
    const [own, others] = [await browser.open(window), await browser.open(window)];
    const [me, other] = [own, others].map(({ page }) => new MemberSteps(page, product.demo, window.scripts)) as [
      MemberSteps,
      MemberSteps,
    ];

    await me.join(ada);
    await me.settleIn(`Ada ${mark}`);
    expect(new URL(me.page.url()).pathname).toBe('/');
    expect(await me.main('article.post').count()).toBeGreaterThan(3);

    await me.post(`Lanterns ${mark} over the pond #${mark}`);
    await other.open('/');
    const seen = other.main('article.post', `Lanterns ${mark}`);
    expect(await seen.count()).toBe(1);
    const path = (await seen.locator('a.open').first().getAttribute('href'))!;

    await other.signIn(kevin(product));
    await other.comment(path, `How bright, ${mark}`);
    await other.press('/star');
    await other.press('/collect');
    await other.open('/collections');
    expect(await other.main('article.post', `Lanterns ${mark}`).count()).toBe(1);

    await me.open('/');
    expect(await me.page.locator('.badge:visible').first().innerText()).toMatch(/\d/);
    await me.open('/messages');
    await me.main('li', `How bright, ${mark}`).locator('a').first().click();
    await me.page.waitForURL(new RegExp(path));
    await me.main('.comment', `How bright, ${mark}`).first().waitFor();

    await me.search(`lanterns ${mark}`);
    expect(await me.main('article.post').first().innerText()).toContain(mark);
    await me.open(`/topic/${mark}`);
    await me.press('/follow');
    await me.open('/topics?type=follow');
    expect(await me.main('a', `#${mark}`).count()).toBeGreaterThan(0);

    await me.open('/@kevin');
    await me.press('/follow');
    await me.open('/?style=following');
    expect(await me.main('article.post').count()).toBeGreaterThan(0);
    await me.open('/whispers/kevin');
    await me.fillIn({ content: `Just between us ${mark}` });
    await me.send(me.main('form[action^="/whispers/kevin"]'));
    await other.open(`/whispers/${ada.username}`);
    expect(await other.page.locator('main').innerText()).toContain(`Just between us ${mark}`);

    await leave({ me, ada, path });
    await other.open('/');
    expect(await other.main('article.post', `Lanterns ${mark}`).count()).toBe(0);
    const isOfTheDeleted = (complaint: string) => complaint.includes(`${path})`);
    expect([...own.complaints, ...others.complaints].filter((one) => !isOfTheDeleted(one))).toEqual([]);
    for (const { close } of [own, others]) await close();
  });
});

/** Changes the password, takes the post back, and is gone. */
async function leave({
  me,
  ada,
  path,
}: {
  me: MemberSteps;
  ada: { username: string; password: string };
  path: string;
}) {
  await me.open('/settings/password');
  await me.fillIn({ old_password: ada.password, password: 'another-password', again: 'another-password' });
  await me.send(me.main('form:has([name=old_password])'));
  await me.signOut();
  await me.signIn({ username: ada.username, password: 'another-password' });
  await me.open(`${path}/delete`);
  await me.send(me.main('form[action$="/delete"]'), 'button');
  await me.open(path);
  expect(await me.page.locator('main h1').innerText()).not.toBe('');
  expect(await me.main('article').count()).toBe(0);
}
