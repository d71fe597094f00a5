import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { MailServer } from '../support/smtp-server.js';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { testConfig } from '../support/worker-cluster.js';
import { fieldsOf, newEmail, signUpAt, wanted } from './signing-up.js';

const withSettings = (settings: Readonly<Record<string, string>>) =>
  usePlatform((builder) => builder.overrideProvider(Config).useValue(testConfig(3000, settings)));

describe('a platform where nobody signs up', () => {
  const platform = withSettings({ SIGNUP_POLICY: 'closed' });

  it('says so', async () => {
    const { status, body } = await signUpAt(platform)(wanted());
    expect([status, body.error]).toEqual([403, 'signup.closed']);
  });
});

describe('a deployment with a domain of its own', () => {
  it('is closed until somebody decides otherwise', () => {
    const settings = { BASE_DOMAIN: 'example.org', PLATFORM_HOST: 'platform.example.org' };
    expect(testConfig(3000, settings).signups()).toBe('closed');
    expect(testConfig(3000, { ...settings, SIGNUP_POLICY: 'open' }).signups()).toBe('open');
    expect(testConfig(3000).signups()).toBe('open');
  });
});

describe('a platform that invites', () => {
  const platform = withSettings({ SIGNUP_POLICY: 'invitation' });
  const invite = async (more: object = {}) => {
    const { status, body } = await platform.admin.post('/invitations', more);
    expect(status).toBe(201);
    return body as typeof body & { code: string; url: string };
  };

  it('takes whoever has a code, however they type it', async () => {
    const { code, url, id } = await invite({ plan: 'club', note: 'For the chess club' });
    expect(code).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
    expect(url).toBe(`http://platform.localhost:3000/create?code=${code}`);
    const { slug } = wanted();
    const { status } = await signUpAt(platform)(wanted({ slug, code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` }));
    expect(status).toBe(201);
    const database = platform.app.get(PlatformDatabase);
    expect(await database.query('select plan from platform.tenant where slug = $1', [slug])).toEqual([
      { plan: 'club' },
    ]);
    const { body } = await platform.admin.get('/invitations');
    const row = body.items.find((one) => one.id === id);
    expect(row).toMatchObject({ uses: 1, used: 1, plan: 'club', note: 'For the chess club' });
    expect(JSON.stringify(body)).not.toContain(code.slice(0, 9));
  });

  it.each([
    ['no code', '', 'code: A code of an invitation is needed here.'],
    ['a guess', 'AAAA-BBBB-CCCC-DDDD', 'code: This code is not good, or not any more.'],
    ['much else', `' or true --`, 'code: This code is not good, or not any more.'],
  ])('refuses %s', async (_, code, why) => {
    const { status, body } = await signUpAt(platform)(wanted({ code }));
    expect([status, fieldsOf(body)]).toEqual([422, [why]]);
  });

  it('counts the uses of a code exactly, when many want the last one', async () => {
    const { code, id } = await invite({ uses: 3 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => signUpAt(platform)(wanted({ code }))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201))
      expect([status, fieldsOf(body)]).toEqual([422, ['code: This code is not good, or not any more.']]);
    const { body } = await platform.admin.get('/invitations?limit=100');
    expect(body.items.find((one) => one.id === id)).toMatchObject({ uses: 3, used: 3 });
  });

  it('uses nothing up when the community cannot be', async () => {
    const { code } = await invite();
    const { status } = await signUpAt(platform)(wanted({ code, slug: 'admin' }));
    expect(status).toBe(422);
    expect((await signUpAt(platform)(wanted({ code }))).status).toBe(201);
  });

  it('takes a code back, and lets it run out', async () => {
    const [revoked, old] = [await invite({ uses: 5 }), await invite({ uses: 5 })];
    const answer = await platform.admin.delete(`/invitations/${revoked.id}`);
    expect(answer.body['revoked_at']).toEqual(expect.any(String));
    expect((await platform.admin.delete(`/invitations/${revoked.id}`)).body).toEqual(answer.body);
    await platform.app
      .get(PlatformDatabase)
      .query('update platform.signup_invitation set expires_at = now() where id = $1', [old.id]);
    for (const { code } of [revoked, old]) expect((await signUpAt(platform)(wanted({ code }))).status).toBe(422);
    const actions = (await platform.admin.get('/audit')).body.items.map((entry) => entry['action']);
    expect(actions.slice(0, 3)).toEqual(['invitation.revoke', 'invitation.revoke', 'invitation.create']);
  });

  it.each([
    [{ uses: 0 }, 400],
    [{ uses: 1.5 }, 400],
    [{ uses: 1001 }, 400],
    [{ expires: '2001-01-01T00:00:00Z' }, 400],
    [{ expires: '9999-01-01T00:00:00Z' }, 400],
    [{ expires: 'tomorrow' }, 400],
    [{ plan: 'emperor' }, 404],
    [{ note: 'x'.repeat(201) }, 400],
  ])('makes no invitation of %j', async (body, expected) => {
    expect((await platform.admin.post('/invitations', body)).status).toBe(expected);
  });

  it('lets operators invite who may change something', async () => {
    expect((await (await platform.operator('read')).post('/invitations', {})).status).toBe(403);
    expect((await (await platform.operator('support')).post('/invitations', {})).status).toBe(201);
    expect((await platform.admin.delete('/invitations/999999999')).body.error).toBe('signup.invitation-not-found');
    expect((await platform.admin.delete('/invitations/x')).status).toBe(404);
  });
});

describe('a platform whose operators decide', () => {
  let mails: MailServer;
  beforeAll(async () => {
    mails = await MailServer.start();
    process.env['TEST_SMTP_URL'] = mails.url;
  });
  afterAll(() => mails.stop());
  const platform = usePlatform((builder) =>
    builder
      .overrideProvider(Config)
      .useValue(testConfig(3000, { SIGNUP_POLICY: 'approval', SMTP_URL: process.env['TEST_SMTP_URL']! })),
  );
  const query = (sql: string, ...values: unknown[]) => platform.app.get(PlatformDatabase).query(sql, values);
  const asks = async (more: Parameters<typeof wanted>[0] = {}) => {
    const request = wanted(more);
    const { status, body } = await signUpAt(platform)(request);
    expect([status, body.state]).toEqual([202, 'waiting']);
    const { body: list } = await platform.admin.get('/signups?state=pending');
    return { request, body, id: list.items[0]!.id };
  };
  /** On a busy machine it is answered before the community is there. */
  const made = async (id: number): Promise<void> => {
    for (let state = ''; state !== 'ready';) {
      const { body } = await platform.admin.get('/signups?limit=100');
      state = body.items.find((one) => one.id === id)!.state;
    }
  };
  const page = async (url: string) => {
    const { statusCode, body } = await platform.app.inject({
      url: new URL(url).pathname,
      headers: { host: 'platform.localhost', 'accept-language': 'en' },
    });
    return { status: statusCode, body };
  };
  const mailsTo = async (address: string) => {
    await platform.app.get(Dispatcher).settle();
    return mails.mails.filter(({ to }) => to.includes(address)).map(({ subject, text }) => ({ subject, text }));
  };

  it('keeps what somebody asks for, the password as a hash alone, and says so by mail', async () => {
    const { request, body } = await asks();
    const [row] = await query('select * from platform.signup where slug = $1', request.slug);
    expect(row).toMatchObject({ state: 'pending', password_hash: expect.stringMatching(/^\$argon2id\$/) as string });
    expect(JSON.stringify(row)).not.toContain(request.password);
    expect(await query('select from platform.tenant where slug = $1', request.slug)).toEqual([]);
    const [mail] = await mailsTo(request.email);
    expect(mail).toMatchObject({ subject: 'Your request was received' });
    expect(mail!.text).toContain(body.status_url);
    expect((await page(body.status_url!)).body).toContain('Your request was received');
  });

  it('makes the community when an operator lets it, and its owner signs in as they have chosen', async () => {
    const { request, body, id } = await asks();
    const operator = await platform.operator('support');
    const approved = await operator.post(`/signups/${id}/approve`);
    expect([approved.status, approved.body['decided_by']]).toEqual([200, operator.name]);
    await made(id);
    const host = `${request.slug}.localhost`;
    const person = await platform.visitor(host).login(request.username, request.password);
    expect(await person.get('/v1/user/info')).toMatchObject({ is_admin: true });
    expect(await query('select password_hash from platform.signup where id = $1', id)).toEqual([
      { password_hash: null },
    ]);
    const shown = await page(body.status_url!);
    expect(shown.body).toContain(`http://${host}:3000`);
    expect(shown.body).not.toContain('/enter/');
    const subjects = (await mailsTo(request.email)).map(({ subject }) => subject);
    expect(subjects).toEqual(
      expect.arrayContaining(['Your request was received', 'Your community is there', 'Confirm your e-mail address']),
    );
    const again = await operator.post(`/signups/${id}/approve`);
    expect([again.status, again.body.error]).toEqual([409, 'signup.decided']);
    const [audited] = await query(
      `select operator_name, count(*)::int from platform.audit where action = 'signup.approve' and status = 200 and details ->> 'slug' = $1 group by 1`,
      request.slug,
    );
    expect(audited).toEqual({ operator_name: operator.name, count: 1 });
  });

  it('makes one when two operators let it at the same time', async () => {
    const { request, id } = await asks();
    const operators = [await platform.operator('support'), await platform.operator('support'), platform.admin];
    const answers = await Promise.all(operators.map((operator) => operator.post(`/signups/${id}/approve`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers.filter((answer) => answer.status !== 200)) expect(status).toBe(409);
    expect(await query('select from platform.tenant where slug = $1', request.slug)).toHaveLength(1);
  });

  it('refuses with a reason that the applicant reads', async () => {
    const { request, body, id } = await asks();
    const reason = 'We host <clubs> only.';
    expect((await platform.admin.post(`/signups/${id}/refuse`, {})).status).toBe(400);
    const refused = await platform.admin.post(`/signups/${id}/refuse`, { reason });
    expect(refused.body).toMatchObject({ state: 'refused', reason });
    expect((await page(body.status_url!)).body).toContain('We host &lt;clubs> only.');
    const [, mail] = await mailsTo(request.email);
    expect(mail).toMatchObject({
      subject: 'Your request was not accepted',
      text: expect.stringContaining(reason) as string,
    });
    expect(await query('select password_hash from platform.signup where id = $1', id)).toEqual([
      { password_hash: null },
    ]);
    expect((await platform.admin.post(`/signups/${id}/approve`)).status).toBe(409);
  });

  it('keeps an address for whoever asked first, until it is decided', async () => {
    const { request, id } = await asks();
    const second = await signUpAt(platform)(wanted({ slug: request.slug, email: newEmail() }));
    expect([second.status, fieldsOf(second.body)]).toEqual([422, ['slug: This name is taken.']]);
    await platform.admin.post(`/signups/${id}/refuse`, { reason: 'No.' });
    expect((await signUpAt(platform)(wanted({ slug: request.slug }))).status).toBe(202);
  });

  it('takes one of many who ask for the same address at once', async () => {
    const slug = newSlug();
    const answers = await Promise.all(Array.from({ length: 8 }, () => signUpAt(platform)(wanted({ slug }))));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(7);
  });

  it('is over after 30 days', async () => {
    const { request, body, id } = await asks();
    await query('update platform.signup set expires_at = now() where id = $1', id);
    expect((await page(body.status_url!)).body).toContain('Nobody has decided in 30 days');
    expect((await platform.admin.post(`/signups/${id}/approve`)).body.error).toBe('signup.decided');
    expect((await signUpAt(platform)(wanted({ slug: request.slug }))).status).toBe(202);
    expect((await page(body.status_url!)).status).toBe(404);
  });

  it('refuses an address that was given away meanwhile, and leaves the request as it was', async () => {
    const { request, id } = await asks();
    await platform.admin.creates({ slug: request.slug, name: 'Faster', owner: { username: 'owner' } });
    const { status, body } = await platform.admin.post(`/signups/${id}/approve`);
    expect([status, body.error]).toEqual([409, 'tenant.slug-taken']);
    expect((await platform.admin.post(`/signups/${id}/refuse`, { reason: 'Taken.' })).status).toBe(200);
  });

  it('knows no other sign-up', async () => {
    for (const id of ['999999999', '0', 'x', '1e3'])
      expect((await platform.admin.post(`/signups/${id}/refuse`, { reason: 'No.' })).body.error).toBe(
        'signup.not-found',
      );
    for (const path of ['/created/1-nobody', `/created/1-${'a'.repeat(43)}`, `/created/${'9'.repeat(400)}`])
      expect((await page(`http://platform.localhost${path}`)).status).toBe(404);
  });
});
