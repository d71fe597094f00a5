import { newSlug, usePlatform } from '../../../../test/support/use-platform.js';
import { Visitor } from '../../../../test/support/visitor.js';
import { Person } from '../../../../test/support/person.js';

describe('the page of an invitation', () => {
  const platform = usePlatform();
  let host: string;
  let path: string;

  beforeAll(async () => {
    const { body } = await platform.admin.creates({
      slug: newSlug(),
      name: 'Night Owls',
      owner: { username: 'minerva' },
    });
    host = body.hosts[0]!.host;
    path = new URL(body.owner.invite!).pathname;
  });

  const get = (url = path) => platform.app.inject({ url, headers: { host, 'accept-language': 'en' } });
  /** What stands on the page comes with it: a token, and the cookie that belongs to it. */
  const send = async (form: string, headers: Record<string, string> = {}) => {
    const page = await get();
    const [{ name, value }] = page.cookies as [{ name: string; value: string }];
    const token = /name="form_token" value="([^"]*)"/.exec(page.body)![1]!;
    return platform.app.inject({
      method: 'POST',
      url: path,
      headers: {
        host,
        cookie: `${name}=${value}`,
        'accept-language': 'en',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      payload: `form_token=${token}&${form}`,
    });
  };
  const login = (password: string) => new Person(platform.app, host).login('minerva', password);

  it('asks whom it invites for a password, and is kept nowhere', async () => {
    const page = await get();
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Welcome, minerva');
    expect(page.body).toContain('<form class="form" method="post">');
    expect(page.body).toContain('<meta name="robots" content="noindex"/>');
    expect(page.body).not.toContain(path);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  });

  it.each([
    ['', 'password'],
    ['password=', 'password'],
    ['password=12345', 'password'],
    [`password=${'x'.repeat(129)}`, 'password'],
    ['password=abcdefg&again=abcdefh', 'again'],
    ['password=abcdefg&again=', 'again'],
  ])('says what is wrong with %j', async (form, field) => {
    const page = await send(form);
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(`id="${field}-wrong"`);
    expect(page.body).not.toContain('abcdefg');
  });

  it('takes no other kind of content', async () => {
    expect((await send('<password/>', { 'content-type': 'text/xml' })).statusCode).toBe(415);
    expect((await send('password=%00abcdef')).statusCode).toBe(400);
    expect((await send('{"password":', { 'content-type': 'application/json' })).statusCode).toBe(403);
  });

  it.each([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin', origin: 'http://platform.localhost:3000' },
  ])('takes no form of another site: %j', async (headers) => {
    const page = await send('password=a+good+password', headers as Record<string, string>);
    expect(page.statusCode).toBe(403);
    expect(page.body).toContain('sent from another website');
    await expect(login('a good password')).rejects.toMatchObject({ code: 10004 });
  });

  it('is none of the neighbour’s', async () => {
    const { body } = await platform.admin.creates({
      slug: newSlug(),
      name: 'Night Owls',
      owner: { username: 'minerva' },
    });
    const there = await platform.app.inject({ url: path, headers: { host: body.hosts[0]!.host } });
    expect(there.statusCode).toBe(410);
  });

  it('sets the password, once, and begins the first run', async () => {
    const visitor = new Visitor(platform.app, host);
    await visitor.open(path);
    const page = await visitor.submit(path, { password: 'a good password', again: 'a good password' });
    expect([page.status, page.path]).toEqual([200, '/welcome']);
    expect(visitor.texts('.own-name .muted')).toContain('@minerva');
    expect((await login('a good password')).id).toBeGreaterThan(0);
    expect((await visitor.open(path)).status).toBe(410);
    expect(visitor.texts('h1')).toEqual(['This invitation is no longer good']);
  });
});
