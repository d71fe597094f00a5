import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';

/** In place of the post's own address, which is not known yet. */
const post0 = '/post/:id';

describe('what somebody has typed into a page whose session is over', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let post: string;

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    post = `/post/${(await bob.posts('Something to talk about')).id}`;
  });

  /** A tab with a page of Ada's, and her browser. */
  const tab = async (path: string) => {
    const reader = new Visitor(community.app, community.host);
    await reader.signIn(ada.username, ada.password);
    const page = await reader.open(path);
    return { reader, page };
  };
  /** She goes back to it. */
  const backTo = (reader: Visitor, page: Visitor['page']) => void (reader.page = page);
  const rows = async (sql: string) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query<Record<string, unknown>>(sql));
  };
  const texts = async () => (await ada.timeline('newest', 50)).map((one) => JSON.stringify(one)).join();
  const shown = (reader: Visitor) => reader.texts('.unsent textarea');
  const ready = (reader: Visitor) => reader.texts('form textarea[name=content]');

  const ways: [string, (reader: Visitor) => Promise<unknown>][] = [
    ['that was signed out in another tab', (reader) => reader.submit('/sign-out')],
    [
      'whose session was ended elsewhere',
      async () => {
        const other = new Visitor(community.app, community.host);
        await other.signIn(ada.username, ada.password);
        await other.open('/settings/sessions');
        await other.submit('/settings/sessions/end-others');
        await ada.login(ada.username, ada.password);
      },
    ],
  ];

  it.each(ways)('is sent after signing in again, by one %s', async (way, end) => {
    const { reader, page } = await tab('/compose');
    await end(reader);
    backTo(reader, page);
    const said = `Nothing of this is lost, <b>${way}</b></textarea>`;
    let answer = await reader.submit('/compose', { content: said, cover: 'A warning' });
    expect([answer.status, reader.texts('h1')]).toEqual([401, ['You are signed out']]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(shown(reader)).toEqual([said, 'A warning']);
    expect(answer.body).not.toContain(`<b>${way}`);
    answer = await reader.submit('/sign-in', { username: ada.username, password: 'not hers' });
    expect([answer.status, shown(reader).length, reader.texts('.field .wrong')]).toEqual([
      422,
      2,
      ['Wrong account or password.'],
    ]);
    answer = await reader.submit('/sign-in', { username: ada.username, password: ada.password });
    expect([answer.status, reader.texts('h1')]).toEqual([200, ['Nothing is lost']]);
    expect(ready(reader)).toEqual([said]);
    expect(await texts()).not.toContain(way); // not before she says so
    answer = await reader.submit('Send it');
    expect([answer.status, answer.path]).toEqual([200, expect.stringMatching(/^\/post\/\d+/)]);
    expect(reader.texts('.toast')).toEqual(['Posted.']);
    expect(await texts()).toContain(way);
  });

  it('is asked for once more where its author has signed in anew', async () => {
    const { reader, page } = await tab(post);
    await reader.submit('/sign-out');
    await reader.signIn(ada.username, ada.password);
    backTo(reader, page);
    const answer = await reader.submit(`${post}/comment`, { content: 'Said a little late' });
    expect([answer.status, reader.texts('h1')]).toEqual([422, ['Please send it once more']]);
    await reader.submit('Send it');
    expect((await reader.open(post)).body).toContain('Said a little late');
  });

  it('is only shown, to be copied, where somebody else has signed in since', async () => {
    const { reader, page } = await tab('/compose');
    await reader.submit('/sign-out');
    await reader.signIn(bob.username, bob.password);
    backTo(reader, page);
    const answer = await reader.submit('/compose', { content: 'Words of Ada' });
    expect([answer.status, reader.texts('h1'), shown(reader), ready(reader)]).toEqual([
      403,
      ['This was written by another account'],
      ['Words of Ada'],
      [],
    ]);

    const other = await tab('/compose');
    await other.reader.submit('/sign-out');
    backTo(other.reader, other.page);
    await other.reader.submit('/compose', { content: 'Words of Ada' });
    const after = await other.reader.submit('/sign-in', { username: bob.username, password: bob.password });
    expect([after.status, shown(other.reader), ready(other.reader)]).toEqual([200, ['Words of Ada'], []]);
    expect(await texts()).not.toContain('Words of Ada');
  });

  it('is there with all that was chosen beside it; only files are to be chosen again', async () => {
    const { reader, page } = await tab('/compose');
    await reader.submit('/sign-out');
    const form = new FormData();
    form.append('form_token', page.root.querySelector('[name=form_token]')!.getAttribute('value')!);
    form.append('content', 'A picture for friends');
    form.append('pictures', new File(['x'.repeat(300_000)], 'heron.png', { type: 'image/png' }));
    form.append('visibility', '1');
    const sent = new Response(form);
    const answer = await community.app.inject({
      method: 'POST',
      url: '/compose',
      headers: {
        host: community.host,
        'accept-language': 'en',
        'content-type': sent.headers.get('content-type')!,
        'sec-fetch-site': 'same-origin',
      },
      payload: Buffer.from(await sent.arrayBuffer()),
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('Files that you had chosen have to be chosen again.');
    await reader.open('/sign-in');
    const fields = (name: string, text: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!;
    const ready = await community.app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: {
        host: community.host,
        'accept-language': 'en',
        cookie: `guest=${reader.cookie('guest')}`,
        'sec-fetch-site': 'same-origin',
      },
      payload: {
        form_token: fields('form_token', reader.page.body),
        username: ada.username,
        password: ada.password,
        kept: fields('kept', answer.body),
      },
    });
    expect([ready.statusCode, fields('visibility', ready.body)]).toEqual([200, '1']);
    expect(ready.body).toMatch(/A picture for friends[^]*have to be chosen again/);
    expect(ready.body).not.toContain('xxx');
  });

  it('leads back to the page where nothing was typed, or only what is shown to nobody', async () => {
    const { reader, page } = await tab('/settings/password');
    await reader.submit('/sign-out');
    await reader.signIn(ada.username, ada.password);
    backTo(reader, page);
    const answer = await reader.submit('/settings/password', {
      old_password: 'an old one',
      password: 'a new one',
      again: 'a new one',
    });
    expect([answer.status, reader.texts('.toast')]).toEqual([
      200,
      ['This page had been open for too long. Please try once more.'],
    ]);
    const pressed = await tab(post);
    await pressed.reader.submit('/sign-out');
    backTo(pressed.reader, pressed.page);
    expect((await pressed.reader.submit(`${post}/star`)).path).toContain('/sign-in');
  });

  describe('is never taken from elsewhere:', () => {
    const words = 'Words that somebody put there';
    let token = '';
    let cookie = '';
    const send = async (url: string, fields: Record<string, string>, headers: Record<string, string>) =>
      community.app.inject({
        method: 'POST',
        url,
        headers: {
          host: community.host,
          'content-type': 'application/x-www-form-urlencoded',
          'accept-language': 'en',
          cookie,
          ...headers,
        },
        payload: new URLSearchParams(fields).toString(),
      });
    const ours = { 'sec-fetch-site': 'same-origin' };

    beforeAll(async () => {
      const { reader, page } = await tab('/compose');
      token = page.root.querySelector('body')!.getAttribute('data-token')!;
      await reader.submit('/sign-out');
      await reader.signIn(ada.username, ada.password);
      cookie = `session=${reader.cookie('session')}`;
    });

    it.each([
      ['another site', { origin: 'https://example.org', 'sec-fetch-site': 'cross-site' }],
      ['a neighbour', { 'sec-fetch-site': 'same-site' }],
      ['a frame without an origin', { origin: 'null' }],
      ['nowhere', { 'sec-fetch-site': 'none' }],
      ['what says nothing', {}],
    ])('%s', async (_, headers) => {
      for (const held of [token, `${token.slice(0, -1)}x`, '']) {
        const answer = await send('/compose', { form_token: held, content: words }, headers);
        expect([answer.statusCode, answer.body.includes(words)]).toEqual([403, false]);
      }
      const signedOut = await send('/compose', { form_token: token, content: words }, { ...headers, cookie: '' });
      expect([signedOut.statusCode, signedOut.body.includes(words)]).toEqual([403, false]);
    });

    it('nor with what was never a token, or was one of another community', async () => {
      const neighbour = await community.neighbour();
      const stranger = await neighbour.member('ada');
      const there = new Visitor(community.app, neighbour.host);
      await there.signIn(stranger.username, stranger.password);
      const foreign = (await there.open('/compose')).root.querySelector('body')!.getAttribute('data-token')!;
      for (const [held, isShown] of [
        ['', true],
        ['x'.repeat(54), true],
        [foreign, true],
      ] as const) {
        const answer = await send('/compose', { form_token: held, content: words }, ours);
        expect([answer.statusCode, answer.body.includes(words)]).toEqual([403, isShown]);
        expect(answer.body).not.toContain('action="/compose"'); // shown, and not ready to be sent
      }
      const carried = await there
        .submit('/sign-out')
        .then(() => send('/compose', { form_token: token, content: words }, { ...ours, cookie: '' }));
      const sealed = /name="kept" value="([^"]+)"/.exec(carried.body)![1]!;
      await there.open('/sign-in');
      const fields = there.page.root.querySelector('main form')!;
      const inForeign = await community.app.inject({
        method: 'POST',
        url: '/sign-in',
        headers: {
          ...ours,
          host: neighbour.host,
          cookie: `guest=${there.cookie('guest')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams({
          form_token: fields.querySelector('[name=form_token]')!.getAttribute('value')!,
          username: stranger.username,
          password: stranger.password,
          kept: sealed,
        }).toString(),
      });
      expect([inForeign.statusCode, inForeign.body.includes(words)]).toEqual([303, false]);
    });

    it('nor more than a person types', async () => {
      const much = `${words} ${'x'.repeat(70_000)}`;
      const answer = await send('/compose', { form_token: token, content: much }, { ...ours, cookie: '' });
      expect([answer.statusCode, answer.headers['location']]).toEqual([303, expect.stringContaining('/sign-in')]);
    });
  });

  it('stands on the page that refuses it, whatever the reason', async () => {
    const { reader, page } = await tab('/compose');
    await rows(`update member set status = 2 where id = ${ada.id}`);
    await rows('select pg_sleep(2)'); // until a ban is known everywhere
    backTo(reader, page);
    const answer = await reader.submit('/compose', { content: 'Written before the ban' });
    expect([answer.status, reader.texts('h1'), shown(reader)]).toEqual([
      403,
      ['This account has been suspended'],
      ['Written before the ban'],
    ]);
    await rows(`update member set status = 1 where id = ${ada.id}`);
  });

  it.each(['/compose', post0])('is not lost at %s where a community can only be read', async (path) => {
    const { reader, page } = await tab(path === post0 ? post : path);
    const turn = async (state: string) => {
      const update = `update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1`;
      await community.app.get(PlatformDatabase).query(update, [community.tenant.id, state]);
      await community.app.get(TenantDirectory).refresh();
    };
    await turn('read_only');
    backTo(reader, page);
    const answer = await reader.submit(path === post0 ? `${post}/comment` : path, { content: 'Written too late' });
    await turn('active');
    expect([answer.status, reader.texts('h1'), shown(reader)]).toEqual([
      503,
      ['For now this community can only be read'],
      ['Written too late'],
    ]);
  });
});
