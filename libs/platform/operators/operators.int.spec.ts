import { randomSecret } from '#kernel/crypto';
import { PlatformDatabase } from '#kernel/database';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import { OperatorsService } from './operators.service.js';

const owner = { username: 'camellia', password: 'green and black' };

describe('an operator', () => {
  const platform = usePlatform();
  const operators = () => platform.app.get(OperatorsService);

  it.each([
    ['no token', undefined],
    ['a wrong one', randomSecret()],
    ['one that is too short', 'x'],
    ['one with a letter that no token has', 'ä'.repeat(20)],
  ])('is refused with %s, as a problem', async (_, token) => {
    const { status, headers, body } = await platform.stranger(token).get('/tenants');
    expect(status).toBe(401);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'www-authenticate': 'Bearer',
    });
    expect(body).toEqual({
      type: 'urn:paopao:problem:operator.token-invalid',
      title: expect.any(String),
      status: 401,
      error: 'operator.token-invalid',
      request_id: headers['x-request-id'],
    });
  });

  it('may do what the role allows', async () => {
    const { id } = (await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner })).body;
    const [support, read] = [await platform.operator('support'), await platform.operator('read')];
    const statuses = async (who: typeof read) => ({
      list: (await who.get('/tenants?limit=1')).status,
      show: (await who.get(`/tenants/${id}`)).status,
      domains: (await who.get(`/tenants/${id}/domains`)).status,
      operation: (await who.get('/operations/999999999')).status,
      suspend: (await who.post(`/tenants/${id}/suspend`)).status,
      resume: (await who.post(`/tenants/${id}/resume`)).status,
      change: (await who.patch(`/tenants/${id}`, { name: 'Tea' })).status,
      create: (await who.creates({ slug: newSlug(), name: 'Tea', owner })).status,
      delete: (await who.delete(`/tenants/${id}`)).status,
      restore: (await who.post(`/tenants/${id}/restore`)).status,
      audit: (await who.get('/audit?limit=1')).status,
    });
    const reading = { list: 200, show: 200, domains: 200, operation: 404 };
    const caring = { suspend: 200, resume: 200, change: 200 };
    const deciding = { create: 201, delete: 200, restore: 200, audit: 200 };
    const no = (allowed: object) => Object.fromEntries(Object.keys(allowed).map((name) => [name, 403]));
    expect(await statuses(read)).toEqual({ ...reading, ...no(caring), ...no(deciding) });
    expect(await statuses(support)).toEqual({ ...reading, ...caring, ...no(deciding) });
    expect(await statuses(platform.admin)).toEqual({ ...reading, ...caring, ...deciding });
  });

  it('is known on the platform’s host only, and members’ tokens are nothing there', async () => {
    const { body } = await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner });
    const member = await platform.visitor(body.hosts[0]!.host).login(owner.username, owner.password);
    expect((await platform.stranger(member.token).get('/tenants')).status).toBe(401);
    const elsewhere = await member.request('GET', '/platform/v1/tenants', undefined, {
      authorization: `Bearer ${platform.admin.token}`,
    });
    expect(elsewhere.status).toBe(404);
    expect(elsewhere.body).not.toContain('items');
  });

  it('loses the way in within two seconds when the account is closed', async () => {
    const leaving = await platform.operator('read');
    expect((await leaving.get('/tenants?limit=1')).status).toBe(200);
    await platform.app
      .get(PlatformDatabase)
      .query('update platform.operator set disabled_at = now() where name = $1', [leaving.name]);
    const since = Date.now();
    let status = 200;
    while (status === 200 && Date.now() - since < 3_000) status = (await leaving.get('/tenants?limit=1')).status;
    expect(status).toBe(401);
    expect(Date.now() - since).toBeLessThan(2_000);
  });

  it('has a name of its own, and further tokens beside the first', async () => {
    const name = newSlug();
    const { token } = await operators().create(name, 'read');
    await expect(operators().create(name, 'admin')).rejects.toMatchObject({ code: 'operator.name-taken' });
    const { token: second } = await operators().issueToken(name);
    for (const one of [token, second]) expect((await platform.stranger(one).get('/tenants?limit=1')).status).toBe(200);
    await expect(operators().issueToken(newSlug())).rejects.toMatchObject({ code: 'operator.not-found' });
    const rows = await platform.app.get(PlatformDatabase).query('select * from platform.operator_token');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is let in at the first start: by a token made once, or by the one in the setting, which may be changed', async () => {
    await platform.app.get(PlatformDatabase).query(`delete from platform.operator where name = 'root'`);
    const [first, second] = await Promise.all([operators().ensureFirst(), operators().ensureFirst()]);
    const made = [first, second].flatMap(({ token }) => token ?? []);
    expect(made).toHaveLength(1);
    expect(await operators().ensureFirst()).toEqual({});
    const [one, other] = [randomSecret(), randomSecret()];
    expect(await operators().ensureFirst(one)).toEqual({});
    expect(await operators().ensureFirst(one)).toEqual({});
    expect((await platform.stranger(one).get('/audit?limit=1')).status).toBe(200);
    await operators().ensureFirst(other);
    expect((await platform.stranger(other).get('/audit?limit=1')).status).toBe(200);
    expect(await operators().ensureFirst(made[0])).toEqual({}); // the one that was shown, now given as the setting
    expect(await operators().findByToken(made[0]!)).toMatchObject({ name: 'root' });
    await operators().ensureFirst(other);
    expect(await operators().ensureFirst()).toEqual({}); // taking the setting away takes nobody's token
    expect(await operators().findByToken(made[0]!)).toMatchObject({ name: 'root', role: 'admin' });
    const hashes = await platform.app
      .get(PlatformDatabase)
      .query(`select from platform.operator_token where source = 'setting'`);
    expect(hashes).toHaveLength(1);
  });
});
