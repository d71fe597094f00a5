import { Agent } from 'node:http';
import { HttpVisitor } from '../pages/http-visitor.js';
import { WireClient } from '../pages/wire-client.js';
import { sticksOut } from '../support/browser/axe.js';
import { signIn, useBrowser } from '../support/browser/use-browser.js';
import { useProduct } from '../support/browser/use-product.js';
import { describeWithService } from '../support/jest/service.js';
import { type Places, refusedOf, topics, writeAsMember, writeAsOwner } from './hostile-community.js';
import { strangeIn, turnedIn } from './strange-parts.js';
import { disguisedPage, fileName, hostilePage, hostileSvg, markup } from './hostile-words.js';

jest.setTimeout(180_000);

type Role = 'guest' | 'reader' | 'owner';
const password = 'a-long-password';
const asked = encodeURIComponent(`"><script>window.ran='address'</script>`);

/** Pages that show what others have written. */
const pagesFor: Readonly<Record<Role, (post: string) => readonly string[]>> = {
  guest: (post) => [
    '/',
    post,
    ...['/stars', '/history', '/media/1'].map((more) => post + more),
    '/post/1',
    '/post/1/history',
    '/topics',
    ...topics.map((topic) => `/topic/${encodeURIComponent(topic)}`),
    `/search?q=${asked}`,
    `/search?q=script`,
    `/search?q=svg&type=member`,
    `/search?q=x&type=topic`,
    `/search?author=${asked}&tag=${asked}&from=${asked}`,
    '/@mallory',
    ...['comment', 'media', 'highlight'].map((style) => `/@mallory?style=${style}`),
    '/@owner/followers',
    '/about',
    '/rules',
    '/privacy',
    `/${asked}`,
    `/@${asked}`,
    `/topic/${asked}`,
    `/sign-in?next=${encodeURIComponent('javascript:window.ran=1')}`,
    `/sign-in?next=${encodeURIComponent('//elsewhere.example/')}`,
    `/sign-up?username=${asked}`,
  ],
  reader: (post) => [
    '/',
    '/?style=following',
    `${post}/files/1`,
    `/compose?text=${asked}&url=javascript:window.ran=1&title=${asked}`,
    '/compose?quote=1',
    '/messages',
    '/messages?style=requesting',
    '/whispers',
    '/whispers/mallory',
    '/friends',
    '/@mallory/befriend',
    '/welcome/people',
    '/welcome/topics',
    '/welcome/done',
  ],
  owner: () => [
    '/',
    '/messages',
    '/whispers/mallory',
    '/settings/sessions',
    '/manage',
    '/manage/look',
    '/manage/texts',
    ...['about', 'rules', 'privacy', 'welcome'].map((name) => `/manage/texts/${name}`),
    '/manage/joining',
    '/manage/settings',
    '/manage/settings/footer',
    '/manage/members',
    '/post/1/visibility',
    '/post/1/delete',
  ],
};

describeWithService('chromium', 'what hostile people write', ({ command }) => {
  const browser = useBrowser(command);
  const product = useProduct({ DEMO: '0' });
  const agent = new Agent({ keepAlive: true });
  let site = '';
  let places: Places;
  const person = async (username: string, isNew = true) => {
    const login = { username, password };
    const api = new WireClient(new HttpVisitor(site, agent));
    await (isNew ? api.register(login) : api.signIn(login));
    const pages = new HttpVisitor(site, agent);
    await pages.signIn(login, markup('agent').slice(0, 250));
    const { id } = await api.call('GET', '/v1/user/info');
    return { api, pages, id: id as number };
  };
  let mallory: Awaited<ReturnType<typeof person>>;
  let owner: Awaited<ReturnType<typeof person>>;

  beforeAll(async () => {
    const body = {
      slug: 'hostile',
      name: `"><script>window.ran='name'</script>`,
      owner: { username: 'owner', password },
    };
    const headers = { authorization: `Bearer ${product.operatorToken}`, 'idempotency-key': 'hostile' };
    const platform = new HttpVisitor(product.siteOf('platform'), agent);
    const sent = { ...headers, 'content-type': 'application/json' };
    const made = await platform.ask('/platform/v1/tenants', {
      method: 'POST',
      headers: sent,
      payload: JSON.stringify(body),
    });
    if (made.status >= 300) throw new Error(made.body.toString('utf8'));
    site = product.siteOf('hostile');
    owner = await person('owner', false);
    await writeAsOwner(owner);
    const reader = await person('reader');
    mallory = await person('mallory');
    places = await writeAsMember(mallory, owner.id, reader.id);
    await reader.api.call('POST', '/v1/user/follow', { user_id: mallory.id });
  }, 120_000);
  afterAll(() => agent.destroy());

  it('is not taken where no word of it is in its place', async () => {
    const refused = await refusedOf(mallory, owner);
    expect(Object.entries(refused).filter(([, status]) => status !== 422)).toEqual([]);
  });

  it('does not run, loads nothing, and leaves pages whole', async () => {
    const wrong: string[] = [];
    for (const role of ['guest', 'reader', 'owner'] as const) {
      const { page, complaints, close } = await browser.open({ width: role === 'owner' ? 'desktop' : 'phone' });
      page.on('dialog', (dialog) => {
        complaints.push(`a dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      if (role !== 'guest') await signIn(page, site, { username: role, password });
      const paths = pagesFor[role](places.post).map((path) => path.replace('/files/1', `/files/${places.attachment}`));
      for (const path of paths) {
        complaints.length = 0;
        const answer = await page.goto(site + path);
        if (answer!.status() >= 500) wrong.push(`${path}: ${answer!.status()}`);
        const found = [
          ...(await strangeIn(page)),
          ...(await turnedIn(page)),
          ...(await sticksOut(page)),
          ...complaints.filter((one) => !/status of 4\d\d/.test(one)),
        ];
        wrong.push(...new Set(found.map((one) => `${role} ${path}: ${one}`)));
      }
      await close();
    }
    expect(wrong).toEqual([]);
  });

  it('is no picture, and no file that opens', async () => {
    const { api } = mallory;
    const svg = { bytes: hostileSvg, type: 'image/png', name: 'a.png' };
    const statuses = [
      await api.attempt('public/avatar', svg),
      await api.attempt('public/image', { ...svg, type: 'image/svg+xml', name: 'a.svg' }),
      await api.attempt('attachment', { bytes: hostilePage, type: 'text/html', name: 'a.html' }),
      await api.attempt('attachment', { bytes: disguisedPage, type: 'text/html', name: fileName }),
      await api.attempt('attachment', { bytes: hostileSvg, type: 'application/zip', name: 'a.zip' }),
    ].map(({ status }) => status);
    expect(statuses.filter((status) => status < 400)).toEqual([]);

    const address = await api.upload('attachment', { bytes: disguisedPage, type: 'application/zip', name: fileName });
    const contents = [
      { content: 'Open it', type: 2, sort: 1 },
      { content: address, type: 7, sort: 2 },
    ];
    const made = await api.call('POST', '/v1/post', { contents, tags: [], users: [], visibility: 0 });
    const block = (made['contents'] as { id: number }[])[1]!.id;
    const file = await mallory.pages.ask(`/post/${made['id'] as number}/files/${block}/download`);
    const { pathname, search } = new URL(String(file.headers['location']), site);
    const { headers, status } = await mallory.pages.ask(pathname + search);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/zip' });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(headers['content-disposition']).toMatch(/^attachment/);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'|sandbox/);
    expect(JSON.stringify(headers)).not.toContain('<');
  });

  /** The browser has a style of its own for what is no page, which the policy of the file forbids as well. */
  const isOurs = (complaint: string): boolean => !/status of 4\d\d|^Applying inline style/.test(complaint);

  it('does not run in a file that is opened by itself', async () => {
    const { page, complaints, close } = await browser.open();
    const shown = new URL(places.picture);
    for (const path of [
      shown.pathname,
      '/favicon.ico',
      '/icons/icon.svg',
      '/manifest.webmanifest',
      '/feed.xml',
      '/@mallory/feed.xml',
      '/sitemap.xml',
      '/robots.txt',
    ]) {
      complaints.length = 0;
      await page.goto(site + path).catch(() => null); // some are saved
      const ran = await page.evaluate(() => (window as { ran?: unknown }).ran ?? null);
      expect({ path, ran, complaints: complaints.filter(isOurs) }).toEqual({
        path,
        ran: null,
        complaints: [],
      });
    }
    await close();
  });
});
