import type { Page } from 'playwright-core';
import { Config } from '#kernel/config';
import { Metrics } from '#kernel/metrics';
import { barriers } from '../../../../test/support/browser/axe.js';
import { type BrowserWindow, shoot, signIn, useBrowser } from '../../../../test/support/browser/use-browser.js';
import { describeWithService } from '../../../../test/support/jest/service.js';
import type { Person } from '../../../../test/support/person.js';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { useProcessing } from '../../../../test/support/use-processing.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';

jest.setTimeout(120_000);

describeWithService('chromium', 'a page that somebody has open', ({ command }) => {
  const config = new Config(Object.assign({}, testConfig(), { liveGuests: 1 }));
  const processing = useProcessing((builder) => builder.overrideProvider(Config).useValue(config));
  const browser = useBrowser(command);
  const { opened, close } = windows();
  let site = '';
  let ada: Person;
  let bob: Person;

  beforeAll(async () => {
    const { community } = processing;
    site = `http://${community.host}:${await listenAnywhere(community.app)}`;
    ada = await community.member('ada');
    bob = await community.member('bob');
    for (let number = 1; number <= 12; number += 1) await bob.posts(`Post ${number}\n`.repeat(4));
  });
  afterEach(close);

  const open = async (person: Person | null, path = '/'): Promise<Page> => {
    const window = await browser.open();
    opened.push(window);
    if (person) await signIn(window.page, site, person);
    await window.page.goto(site + path);
    return window.page;
  };
  const connected = async (who: 'member' | 'guest'): Promise<number> => {
    const text = await processing.part(Metrics).read();
    return Number(new RegExp(`paopao_live_connections\\{who="${who}"\\} (\\d+)`).exec(text)?.[1]);
  };
  const until = async <T>(ask: () => Promise<T>, wanted: T): Promise<void> => {
    for (const from = Date.now(); Date.now() - from < 10_000;) {
      if ((await ask()) === wanted) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await ask()).toBe(wanted);
  };
  const whisper = (from: Person, to: Person, content: string) =>
    from.post('/v1/user/whisper', { user_id: to.id, content });

  it('says that there are new posts within seconds, and moves nothing', async () => {
    const [asAda, guest] = [await open(ada), await open(null)];
    await until(() => connected('member'), 1);
    await until(() => connected('guest'), 1);
    await asAda.evaluate(() => scrollTo({ top: 300, behavior: 'instant' }));
    await bob.posts('Something new');
    for (const page of [asAda, guest]) await page.locator('.newer a', { hasText: '1 new post' }).waitFor();
    expect(await asAda.evaluate(() => Math.round(scrollY))).toBe(300);
    expect(await barriers(asAda)).toEqual([]);
    await shoot(asAda, 'live-new-posts');
    await asAda.click('.newer a');
    await asAda.locator('.feed .post', { hasText: 'Something new' }).waitFor();
  });

  it('tells by badge and title of a message, in every tab over one connection', async () => {
    const first = await open(ada);
    const second = await first.context().newPage();
    await second.goto(`${site}/topics`);
    const community = await first.title();
    await until(() => connected('member'), 1);
    await whisper(bob, ada, 'psst');
    for (const page of [first, second]) {
      await page.waitForFunction(() => document.title.startsWith('(1) '));
      expect(await page.locator('.menu .badge').innerText()).toContain('1');
      expect(await page.locator('.places .badge').count()).toBe(1);
    }
    expect(await connected('member')).toBe(1);
    await first.close(); // the other one takes over
    await until(() => connected('member'), 1);
    await whisper(bob, ada, 'psst, once more');
    await second.waitForFunction(() => document.title.startsWith('(2) '));
    const third = await second.context().newPage();
    await third.goto(site);
    expect(await third.title()).toBe(`(2) ${community}`);
    await third.goto(`${site}/whispers/bob`);
    await second.waitForFunction(() => !document.title.startsWith('('));
    expect(await second.locator('.badge').count()).toBe(0);
    expect(await connected('member')).toBe(1);
  });

  it('shows new comments to who asks for them, and keeps what is being written', async () => {
    const { id } = await bob.posts('Talk about this');
    await bob.comments(id, 'The first');
    const page = await open(ada, `/post/${id}`);
    await until(() => connected('member'), 1);
    await page.fill('#content', 'I am still writ');
    await bob.comments(id, 'While you write');
    const pill = page.locator('.newer a', { hasText: '1 new comment' });
    await pill.waitFor();
    expect(await page.locator('.comment').count()).toBe(1);
    await pill.click();
    await page.locator('.comment', { hasText: 'While you write' }).waitFor();
    expect(await page.locator('.comment').count()).toBe(2);
    expect(await page.locator('#comments-title').innerText()).toContain('2');
    expect(await page.inputValue('#content')).toBe('I am still writ');
    expect(await page.locator('.newer a').count()).toBe(0);
    await page.fill('#content', 'Written');
    await page.click('.comment-box button');
    await page.locator('.comment', { hasText: 'Written' }).waitFor();
    await bob.comments(id, 'And another');
    await pill.waitFor();
    await shoot(page, 'live-new-comments'); // leaves traces on fields, as axe does, which htmx would copy
    expect(await barriers(page)).toEqual([]);
  });

  it('shows a film to its author as soon as it can be played', async () => {
    const source = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:duration=1', '-pix_fmt', 'yuv420p', 'a.mp4'];
    const film = await processing.uploaded(ada, 'public/video', 'mp4', await processing.filmed(...source));
    const contents = [
      { content: 'A film', type: 2, sort: 100 },
      { content: film.content, type: 4, sort: 101 },
    ];
    const { id } = await ada.post('/v1/post', { contents, tags: [], users: [], visibility: 0 });
    const page = await open(ada, `/post/${id as number}`);
    await page.locator('[data-making]').waitFor();
    await until(() => connected('member'), 1);
    await processing.processed(film);
    await page.locator('video.film').waitFor();
    expect(await page.locator('[data-making]').count()).toBe(0);
  });

  it('looks by itself once a minute where it is not let in', async () => {
    await open(null);
    await until(() => connected('guest'), 1);
    const window = await browser.open();
    opened.push(window);
    await window.page.clock.install();
    await window.page.goto(site);
    await window.page.clock.runFor(2_000);
    await bob.posts('Nobody says so');
    await window.page.clock.runFor(70_000);
    await window.page.locator('.newer a', { hasText: 'new post' }).waitFor(); // more than this one, by the clock of the page
    expect(await connected('guest')).toBe(1);
  });

  it('ends with the session, and another member is told nothing of it', async () => {
    const page = await open(ada);
    const other = await page.context().newPage();
    await other.goto(`${site}/topics`);
    await until(() => connected('member'), 1);
    await other.click('.menu .own-menu summary');
    await other.click('.menu .own-menu form[action="/sign-out"] button');
    await until(() => connected('member'), 0);
    await signIn(other, site, bob);
    await until(() => connected('member'), 1);
    await whisper(ada, bob, 'for bob');
    await other.waitForFunction(() => document.title.startsWith('(1) '));
    expect(await page.title()).not.toContain('(');
  });
});

/** Whatever a test opens; none of their scripts may have complained. */
function windows() {
  const opened: BrowserWindow[] = [];
  const close = async (): Promise<void> => {
    const open = opened.splice(0);
    await Promise.all(open.map((window) => window.close()));
    expect(open.flatMap(({ complaints }) => complaints)).toEqual([]);
  };
  return { opened, close };
}
