import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { Visitor } from '../support/visitor.js';
import { testConfig } from '../support/worker-cluster.js';
import { newEmail, wanted } from './signing-up.js';

const host = 'platform.localhost';

describe('the pages of the platform’s own host', () => {
  const platform = usePlatform();
  const visitor = (language = 'en') => new Visitor(platform.app, host, language);
  const query = (sql: string, ...values: unknown[]) => platform.app.get(PlatformDatabase).query(sql, values);
  const ask = (url: string, headers: Record<string, string> = {}) =>
    platform.app.inject({ url, headers: { host, 'accept-language': 'en', ...headers } });

  it('begin with what this is, and lead on by a form that sends nothing', async () => {
    const reader = visitor();
    const page = await reader.open('/');
    expect([page.status, reader.texts('h1')]).toEqual([200, ['A place of its own for your community']]);
    await reader.submit('Create your community', { name: 'The Tea Room!' });
    expect(reader.page.path).toBe('/create?name=The+Tea+Room%21');
    expect(reader.page.root.querySelector('#slug')!.getAttribute('value')).toBe('the-tea-room');
    expect(reader.texts('.fine')).toEqual(['How about the-tea-room.localhost:3000? It is free.']);
    expect(reader.cookie('guest')).toBeDefined();
  });

  it('say before anything is typed what a name, an address and a password have to be like', async () => {
    const reader = visitor();
    await reader.open('/create');
    expect(reader.texts('.help')).toEqual([
      expect.stringContaining('1 to 80 characters'),
      expect.stringContaining('3 to 40 small letters'),
      expect.any(String),
      expect.any(String),
      expect.stringContaining('3 to 12 letters and digits'),
      expect.stringContaining('link to confirm'),
      expect.stringContaining('6 to 128 characters'),
    ]);
    expect(reader.page.root.querySelectorAll('script')).toEqual([]);
  });

  it.each(['en', 'zh-CN'] as const)('make a community and lead into it, in %s', async (language) => {
    const reader = visitor(language);
    await reader.open('/create');
    const { slug, email, username, password } = wanted();
    const sent = await sendOnce(reader, { name: '茶室 & tea', slug, email, username, password, template: 'club' });
    expect(sent.status).toBe(303);
    const to = new URL(String(sent.headers['location']));
    expect([to.host, to.pathname.split('/')[1]]).toEqual([`${slug}.localhost:3000`, 'enter']);
    const owner = new Visitor(platform.app, to.hostname, language);
    expect((await owner.open(to.pathname)).path).toBe('/welcome');
    expect((await owner.open('/')).body).toContain('茶室 &amp; tea');
    const [tenant] = await query('select locale from platform.tenant where slug = $1', slug);
    expect(tenant).toEqual({ locale: language });
  });

  it('make one when the form is sent twice, and lead to the same place', async () => {
    const reader = visitor();
    await reader.open('/create');
    const typed = wanted();
    const answers = await Promise.all([sendOnce(reader, typed), sendOnce(reader, typed), sendOnce(reader, typed)]);
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
    expect(await query('select from platform.tenant where slug = $1', typed.slug)).toHaveLength(1);
    const changed = await sendOnce(reader, { ...typed, name: 'Another name' });
    expect(changed.status).toBe(422);
    expect(changed.body).toContain('This form was sent before and says something else now.');
  });

  it('keep everything that was typed but the password, and say what is wrong beside it and above', async () => {
    const reader = visitor();
    await reader.open('/create');
    const typed = {
      name: ' ',
      slug: 'Tea Room',
      username: 'a-b',
      email: 'nobody',
      password: 'short',
      template: 'team',
    };
    const page = await reader.submit('/create', typed);
    expect(page.status).toBe(422);
    for (const [field, message] of [
      ['name', 'A community needs a name.'],
      ['slug', 'A name has small letters a to z, digits and hyphens only.'],
      ['username', 'A username has letters and digits only.'],
      ['email', 'This is no e-mail address.'],
      ['password', 'A password has 6 to 128 characters.'],
    ] as const) {
      expect(page.root.querySelector(`#${field}-wrong`)!.text).toBe(message);
      expect(reader.texts('.alert a')).toContain(message);
      expect(page.root.querySelector(`.alert a[href="#${field}"]`)).not.toBeNull();
    }
    expect(page.root.querySelector('#slug')!.getAttribute('value')).toBe('Tea Room');
    expect(page.root.querySelector('[name=template][checked]')!.getAttribute('value')).toBe('team');
    expect(page.body).not.toContain('short');
    const chinese = visitor('zh-CN');
    await chinese.open('/create');
    const shown = await chinese.submit('/create', typed);
    expect(shown.root.querySelector('#slug-wrong')!.text).toBe('网址名只能包含小写字母、数字和连字符。');
    expect(shown.root.querySelector('#password-wrong')!.text).toBe('密码长度6~128');
  });

  it('look at an address without making anything, and propose one', async () => {
    const reader = visitor();
    await reader.open('/create');
    const looked = await sendOnce(reader, { name: 'Night Owls', slug: '', check: '1' });
    expect([looked.status, looked.body.includes('How about night-owls.localhost:3000? It is free.')]).toEqual([
      200,
      true,
    ]);
    await platform.admin.creates({ slug: 'night-owls', name: 'Owls', owner: { username: 'owner' } });
    const second = await sendOnce(reader, { name: 'Night Owls', slug: '', check: '1' });
    expect(second.body).toContain('night-owls-2.localhost:3000');
    const taken = await sendOnce(reader, { name: 'Night Owls', slug: 'night-owls', check: '1' });
    expect([taken.status, taken.body.includes('This name is taken.')]).toEqual([422, true]);
    const chinese = await sendOnce(reader, { name: '读书会', slug: '', check: '1' });
    expect(chinese.body).toContain('Please choose an address in letters from a to z.');
    expect(await query('select from platform.signup where slug like $1', 'night-owls%')).toEqual([]);
  });

  it('show markup and other scripts as what they are', async () => {
    const reader = visitor();
    await reader.open('/create');
    const name = '"><script>alert(1)</script>';
    const page = await reader.submit('/create', { ...wanted(), name, slug: 'x' });
    expect(page.status).toBe(422);
    expect(page.root.querySelector('#name')!.getAttribute('value')).toBe(name);
    expect(page.root.querySelectorAll('script')).toEqual([]);
    const opened = await reader.open(`/create?${new URLSearchParams({ name, code: name })}`);
    expect(opened.root.querySelectorAll('script')).toEqual([]);
  });

  it('take no form from elsewhere, nor one without their token', async () => {
    const reader = visitor();
    await reader.open('/create');
    const form = new URLSearchParams({ ...wanted(), form_token: tokenOf(reader) });
    const send = (headers: Record<string, string>, body = form, url = '/create') =>
      platform.app.inject({
        method: 'POST',
        url,
        headers: {
          host,
          cookie: `guest=${reader.cookie('guest')}`,
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        payload: body.toString(),
      });
    expect((await send({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await send({ origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await send({ origin: 'http://demo.localhost:3000' })).statusCode).toBe(403);
    expect((await send({ cookie: 'guest=another' })).statusCode).toBe(403);
    expect((await send({}, new URLSearchParams(wanted() as never))).statusCode).toBe(403);
    expect((await send({ cookie: '' }, form, '/find')).statusCode).toBe(403);
    expect((await send({ cookie: '' }, form, '/platform/apex/create')).statusCode).toBe(403);
    const slug = form.get('slug')!;
    expect(await query('select from platform.tenant where slug = $1', slug)).toEqual([]);
    expect((await send({ origin: `http://${host}:3000`, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303);
  });

  it('give back a form whose page was open for too long', async () => {
    const reader = visitor();
    await reader.open('/create');
    const late = await platform.app.inject({
      method: 'POST',
      url: '/create',
      headers: {
        host,
        'accept-language': 'en',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        origin: `http://${host}:3000`,
      },
      payload: new URLSearchParams({ ...wanted({ name: 'Late owls' }), form_token: tokenOf(reader) }).toString(),
    });
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('This page was open for too long.');
    expect(late.body).toContain('value="Late owls"');
    expect(late.body).not.toContain('green and black');
  });

  it('tell nobody whose communities there are', async () => {
    const slug = newSlug();
    const email = newEmail();
    await platform.admin.creates({ slug, name: 'Secret society', owner: { username: 'owner', email } });
    const shown = [];
    for (const address of [email, newEmail()]) {
      const reader = visitor();
      await reader.open('/find');
      const page = await reader.submit('/find', { email: address });
      expect(page.status).toBe(200);
      shown.push(page.body.replaceAll(address, 'x'));
    }
    expect(shown[0]).toBe(shown[1]);
    const reader = visitor();
    await reader.open('/find');
    const refused = await reader.submit('/find', { email: 'a@b\nBcc: c@example.org' });
    expect([refused.status, refused.root.querySelector('#email-wrong')!.text]).toEqual([
      422,
      'This is no e-mail address.',
    ]);
  });

  it('are in the language and the look that a reader chooses, and stay where the reader was', async () => {
    const reader = visitor();
    await reader.open('/find');
    const link = reader.page.root.querySelectorAll('.choice a').find(({ text }) => text === '简体中文')!;
    await reader.open(link.getAttribute('href')!);
    expect([reader.page.path, reader.texts('h1')]).toEqual(['/find', ['找回我的社区']]);
    await reader.open('/choose/look/dark?back=/find');
    expect(reader.page.root.querySelector('html')!.getAttribute('data-look')).toBe('dark');
    for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const { headers } = await ask(`/choose/look/dark?${new URLSearchParams({ back })}`);
      expect(headers.location).toBe('/');
    }
    expect((await ask('/choose/look/pink')).statusCode).toBe(404);
  });

  it('load nothing from elsewhere, and may be shown in no frame', async () => {
    const { headers, body } = await ask('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("form-action 'self' http://*.localhost:3000;");
    for (const [, path] of body.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)) {
      const file = await ask(path!);
      expect([file.statusCode, file.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  it('are there on this host alone, and take nothing away from others', async () => {
    const slug = newSlug();
    await platform.admin.creates({ slug, name: 'Tea', owner: { username: 'owner' } });
    const at = (path: string, where: string) => platform.app.inject({ url: path, headers: { host: where } });
    for (const path of ['/platform/apex', '/platform/apex/create', '/create', '/find'])
      expect((await at(path, `${slug}.localhost`)).statusCode).toBe(404);
    expect((await at('/', `${slug}.localhost`)).body).toContain('Tea');
    for (const path of ['/sign-in', '/about', '/v1/site/profile', '/compose', '/post/1', '/nothing', '//create'])
      expect([path, (await ask(path)).statusCode]).toEqual([path, 404]);
    expect((await ask('/nothing')).headers['content-type']).toContain('text/html');
    expect((await ask('/platform/nothing')).headers['content-type']).toContain('application/problem+json');
    expect((await ask('/platform/docs')).statusCode).toBe(200);
    expect((await at('/create', 'nobody.localhost')).statusCode).toBe(404);
    expect((await at('/create', 'two..dots')).statusCode).toBe(400);
  });

  /** Without following, for where it leads lies on another host; again, as a reload does it, while it is being made. */
  async function sendOnce(reader: Visitor, typed: object) {
    for (;;) {
      const answer = await send(reader, typed);
      if (!String(answer.headers['location']).startsWith('/created/')) return answer;
    }
  }

  async function send(reader: Visitor, typed: object) {
    const fields = fieldsIn(reader);
    for (const [name, value] of Object.entries(typed as Record<string, string>)) fields.set(name, value);
    const answer = await platform.app.inject({
      method: 'POST',
      url: '/create',
      headers: {
        host,
        'accept-language': reader.page.root.querySelector('html')!.getAttribute('lang')!,
        cookie: `guest=${reader.cookie('guest')}`,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload: fields.toString(),
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  }
});

describe('the front page of a platform that is closed', () => {
  const config = testConfig(3000, { SIGNUP_POLICY: 'closed' });
  const platform = usePlatform((builder) => builder.overrideProvider(Config).useValue(config));

  it('says so kindly, and has no form that leads nowhere', async () => {
    const reader = new Visitor(platform.app, host);
    await reader.open('/');
    expect(reader.texts('h2')).toEqual(['Communities are made by the operators here']);
    expect(reader.page.root.querySelectorAll('main form')).toEqual([]);
    const page = await reader.open('/create?name=Tea');
    expect([page.status, reader.texts('h1')]).toEqual([200, ['Communities are made by the operators here']]);
  });
});

describe('the form of a platform that invites', () => {
  const config = testConfig(3000, { SIGNUP_POLICY: 'invitation' });
  const platform = usePlatform((builder) => builder.overrideProvider(Config).useValue(config));

  it('has the code of the link in it, and says beside it what is wrong with one', async () => {
    const reader = new Visitor(platform.app, host);
    await reader.open('/create?code=AAAA-BBBB');
    expect(reader.page.root.querySelector('#code')!.getAttribute('value')).toBe('AAAA-BBBB');
    const page = await reader.submit('/create', wanted() as never as Record<string, string>);
    expect(page.root.querySelector('#code-wrong')!.text).toBe('This code is not good, or not any more.');
  });
});

const tokenOf = (reader: Visitor): string =>
  reader.page.root.querySelector('[name=form_token]')!.getAttribute('value')!;

/** As a browser would send them when nothing was touched. */
function fieldsIn(reader: Visitor): URLSearchParams {
  const fields = new URLSearchParams();
  for (const field of reader.page.root.querySelectorAll('main input[name]')) {
    const isOff = field.getAttribute('type') === 'radio' && !field.hasAttribute('checked');
    if (!isOff) fields.set(field.getAttribute('name')!, field.getAttribute('value') ?? '');
  }
  fields.set('locale', reader.page.root.querySelector('html')!.getAttribute('lang')!);
  return fields;
}
