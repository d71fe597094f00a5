import { newSlug, usePlatform } from '../../../../test/support/use-platform.js';
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
  const send = (form: Record<string, string> | string, headers: Record<string, string> = {}) =>
    platform.app.inject({
      method: 'POST',
      url: path,
      headers: { host, 'accept-language': 'en', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    });
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
    ['password=abcdefg&password=abcdefg', 'password'],
    ['password=abcdefg&again=abcdefh', 'again'],
    ['password=abcdefg&again=', 'again'],
  ])('says what is wrong with %j', async (form, field) => {
    const page = await send(form);
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain(`id="${field}-wrong"`);
    expect(page.body).not.toContain('abcdefg');
  });

  it('takes no other kind of content', async () => {
    expect((await send('<password/>', { 'content-type': 'text/xml' })).statusCode).toBe(415);
    expect((await send('password=%00abcdef')).statusCode).toBe(400);
    expect((await send('{"password":', { 'content-type': 'application/json' })).statusCode).toBe(400);
  });

  it.each([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin', origin: 'http://platform.localhost:3000' },
  ])('takes no form of another site: %j', async (headers) => {
    const page = await send({ password: 'a good password' }, headers as Record<string, string>);
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

  it('sets the password, once', async () => {
    const form = { password: 'a good password', again: 'a good password' };
    const page = await send(form, { 'sec-fetch-site': 'same-origin', origin: `http://${host}:3000` });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Your password is set');
    expect((await login('a good password')).id).toBeGreaterThan(0);
    expect((await send(form)).statusCode).toBe(410);
    const again = await get();
    expect(again.statusCode).toBe(410);
    expect(again.body).toContain('This invitation is no longer good');
  });
});
