import { barriers, sticksOut, sticksOutOf } from '../support/browser/axe.js';
import { shoot, useBrowser, widths, type Window } from '../support/browser/use-browser.js';
import { useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';

jest.setTimeout(180_000);

const windows: readonly (Window & { readonly name: string })[] = [
  { name: 'phone-light-zh', width: 'phone', language: 'zh-CN', look: 'light', scripts: false },
  { name: 'desktop-dark-en', width: 'desktop', language: 'en', look: 'dark', scripts: true },
  { name: 'desktop-light-zh', width: 'desktop', language: 'zh-CN', look: 'light', scripts: true },
  { name: 'phone-dark-en', width: 'phone', language: 'en', look: 'dark', scripts: false },
];
/** From the form to the first page of the new community, on a machine that does much else; the bench has the bar. */
const patience = 10_000;

describeWithService('chromium', 'the platform’s own pages in a browser', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct();
  const front = () => product.siteOf('platform');

  it.each(windows)('make a community by clicking, and lead into it: $name', async ({ name, ...options }) => {
    const { page, complaints, close } = await browser.open(options);
    const slug = `owls-${name}`;
    await page.goto(front());
    const main = page.locator('main');
    await main.locator('[name=name]').fill(options.language === 'en' ? `Owls ${name}` : `夜猫子 ${name}`);
    await main.locator('form button').click();
    await page.waitForURL(/\/create\?/);
    await main.locator('[name=slug]').fill(slug);
    await main.locator('[name=template][value=neighbourhood]').check();
    await main.locator('[name=username]').fill('strix');
    await main.locator('[name=email]').fill(`${slug}@example.org`);
    await main.locator('[name=password]').fill('a-long-password');
    const begun = performance.now();
    await main.locator('button').first().click();
    await page.waitForURL((url) => url.pathname !== '/create');
    if (new URL(page.url()).pathname.startsWith('/created/')) await main.locator('a[href*="/enter/"]').click();
    await page.waitForURL((url) => url.hostname === `${slug}.localhost` && url.pathname === '/welcome');
    await page.locator('main h1').waitFor();
    expect(performance.now() - begun).toBeLessThan(patience);
    await page.goto(product.siteOf(slug));
    expect(await page.locator('main article.post').count()).toBe(1);
    expect(await page.locator('.own-menu').first().textContent()).toContain('strix');
    await shoot(page, `apex-new-community.${name}`);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(windows)('are there for everybody, and fit into the window: $name', async ({ name, ...options }) => {
    const { page, complaints, close } = await browser.open({ ...options, scripts: true }); // by which it is looked at
    const wrong: string[] = [];
    const look = async (what: string) => {
      const found = [...(await barriers(page)), ...(await sticksOut(page)), ...complaints.splice(0)];
      wrong.push(...found.map((one) => `${what}: ${one}`));
      await shoot(page, `apex-${what}.${name}`);
      wrong.push(...(await sticksOutOf(page, widths.narrow)).map((one) => `${what} in ${widths.narrow} px: ${one}`));
      await page.setViewportSize({ width: widths[options.width ?? 'desktop'], height: 800 });
    };
    const isRefusal = (one: string) => /422|404/.test(one);
    await page.goto(front());
    await look('front');
    await page.goto(`${front()}/create?name=The%20tea%20room`);
    await look('create');
    await page.locator('main [name=slug]').fill('admin');
    await page.locator('main button[name=check]').click();
    await page.locator('#slug-wrong').waitFor();
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !isRefusal(one)));
    await look('create-refused');
    await page.goto(`${front()}/find`);
    await look('find');
    await page.locator('main [name=email]').fill('ada@example.org');
    await page.locator('main form button').click();
    await page.locator('main .empty').waitFor();
    await look('found');
    expect((await page.goto(`${front()}/nothing`))?.status()).toBe(404);
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !isRefusal(one)));
    await look('nothing');
    await close();
    expect(wrong).toEqual([]);
  });
});
