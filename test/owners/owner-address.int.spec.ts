import { PlatformDatabase } from '#kernel/database';
import { TenantDirectory } from '#kernel/tenancy';
import { newSlug } from '../support/use-platform.js';
import { newAddress, password, useMail } from '../support/use-mail.js';

describe('the e-mail address of an owner', () => {
  const mail = useMail();
  const { platform } = mail;
  const sql = (text: string, ...values: unknown[]) => platform.app.get(PlatformDatabase).query(text, values);
  const ownerOf = async (id: number) => (await platform.admin.get(`/tenants/${id}/owner`)).body;
  const actionsOf = async (id: number) =>
    (await platform.admin.get(`/audit?tenant=${id}&limit=100`)).body.items.map(({ action }) => action).toReversed();

  it('is asked for by a mail, and is theirs once they press the button that its link leads to', async () => {
    const email = newAddress('camellia');
    const community = await mail.make({ email: email.toUpperCase() });
    expect(await ownerOf(community.id)).toMatchObject({ email, verified_at: null, pending_email: email });
    const [letter] = await mail.mailsTo(email);
    expect(letter).toMatchObject({ subject: 'Confirm your e-mail address' });
    expect(letter!.text).toContain(`http://${community.host}`);
    expect(letter!.html).toContain('Confirm the address');

    const path = await mail.pathIn(email);
    const guest = community.guest();
    for (let look = 0; look < 3; look += 1) await guest.open(path); // as programs do that look at mails
    expect(guest.page.status).toBe(200);
    expect(guest.page.headers['cache-control']).toBe('no-store');
    expect(guest.page.body).toContain('c***@example.org');
    expect(guest.page.body).not.toContain(email);
    expect(await ownerOf(community.id)).toMatchObject({ verified_at: null });

    const page = await guest.submit('Yes, this is my address');
    expect([page.status, page.path]).toEqual([200, '/owner/verified']);
    expect(guest.texts('h1')).toEqual(['Your address is confirmed']);
    expect(await ownerOf(community.id)).toMatchObject({
      email,
      verified_at: expect.stringMatching(/^\d{4}-.*Z$/),
      pending_email: null,
    });
    expect(await actionsOf(community.id)).toContain('owner.verify');
    expect((await guest.open(path)).status).toBe(410);
    expect(guest.texts('h1')).toEqual(['This link is no longer good']);
  });

  it('is no part of what operators see of tasks, and is kept as no more than a hash that follows', async () => {
    const email = newAddress('hidden');
    await mail.make({ email });
    const tasks = await sql(`select payload::text as payload, last_error from jobs.task where kind = 'mails.send'`);
    expect(tasks.length).toBeGreaterThan(0);
    expect(JSON.stringify(tasks)).not.toMatch(/hidden|example\.org|owner\/verify/);
    const secret = (await mail.pathIn(email)).split('/').at(-1)!;
    const claims = await sql('select c::text as claim from platform.owner_claim c');
    expect(JSON.stringify(claims)).not.toContain(secret);
  });

  it('is not asked for where none is given, and has to be one', async () => {
    const { id } = await mail.make();
    expect(await ownerOf(id)).toMatchObject({ email: null, pending_email: null });
    expect((await platform.admin.post(`/tenants/${id}/owner/mail`)).body.error).toBe('owner.no-email');
    const slug = newSlug();
    for (const email of ['nowhere', 'a@b', '"a b"@example.org', 'a@example.org\nBcc: b@example.org']) {
      const { status } = await platform.admin.creates({ slug, name: 'Tea', owner: { username: 'camellia', email } });
      expect(status).toBe(400);
    }
    expect((await platform.admin.get(`/tenants?q=${slug}`)).body.items).toEqual([]);
  });

  it('in letters of any language is written to', async () => {
    const email = newAddress('camellia').replace('example.org', '社区.example');
    const community = await mail.make({ email });
    const known = email.replace('社区.example', 'xn--dkrp89f.example');
    expect(await ownerOf(community.id)).toMatchObject({ email: known });
    expect(await mail.mailsTo(known)).toHaveLength(1);
  });

  it('is confirmed once, however many follow the link at the same time', async () => {
    const email = newAddress('twice');
    const community = await mail.make({ email });
    const path = await mail.pathIn(email);
    const guests = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const guest = community.guest();
        await guest.open(path);
        return guest;
      }),
    );
    const answers = await Promise.all(guests.map((guest) => guest.submit('Yes, this is my address')));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 410, 410, 410, 410,
    ]);
    expect((await actionsOf(community.id)).filter((action) => action === 'owner.verify')).toHaveLength(1);
  });

  it('is not confirmed by the link of another community, by a guess, or from another site', async () => {
    const email = newAddress('mine');
    const [community, other] = [await mail.make({ email }), await mail.make()];
    const path = await mail.pathIn(email);
    expect((await other.guest().open(path)).status).toBe(410);
    expect((await community.guest().open('/owner/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(
      410,
    );
    expect((await community.guest().open('/owner/verify/%00')).status).toBeGreaterThanOrEqual(400);
    const foreign = await platform.app.inject({
      method: 'POST',
      url: path,
      headers: {
        host: community.host,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
      },
      payload: 'form_token=x',
    });
    expect(foreign.statusCode).toBe(403);
    expect(await ownerOf(community.id)).toMatchObject({ verified_at: null });
    expect((await community.guest().open(path)).status).toBe(200);
  });

  it('can be confirmed for three days; the same link is sent again, and is good again', async () => {
    const email = newAddress('late');
    const community = await mail.make({ email });
    const path = await mail.pathIn(email);
    await sql(`update platform.owner_claim set expires_at = now() where tenant_id = $1`, community.id);
    expect((await community.guest().open(path)).status).toBe(410);
    const sent = await platform.admin.post(`/tenants/${community.id}/owner/mail`);
    expect([sent.status, sent.body['pending_email']]).toEqual([200, email]);
    expect(await mail.mailsTo(email)).toHaveLength(2);
    expect(await mail.pathIn(email)).toBe(path);
    expect((await community.guest().open(path)).status).toBe(200);
    expect(await actionsOf(community.id)).toContain('owner.mail');
  });

  it('gets five mails of a kind an hour and no more, whoever asks', async () => {
    const email = newAddress('bothered');
    const community = await mail.make({ email });
    const answers = [];
    for (let count = 0; count < 6; count += 1)
      answers.push(await platform.admin.post(`/tenants/${community.id}/owner/mail`));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
    expect(answers.at(-1)!.body.error).toBe('owner.mail-limit');
    expect(await mail.mailsTo(email)).toHaveLength(5);
    expect(await mail.make({ email })).toBeTruthy(); // made all the same, without a mail
    expect(await mail.mailsTo(email)).toHaveLength(5);
  });

  it('raises the limits of a community everywhere within two seconds', async () => {
    const email = newAddress('raised');
    const community = await mail.make({ email });
    await sql(
      `update platform.tenant set is_unverified = true, changed_in = pg_current_xact_id() where id = $1`,
      community.id,
    );
    const directory = platform.app.get(TenantDirectory);
    await directory.refresh();
    const limits = async () => JSON.stringify((await directory.findById(community.id))!.limits);
    const low = await limits();
    const guest = community.guest();
    await guest.open(await mail.pathIn(email));
    const from = Date.now();
    await guest.submit('Yes, this is my address');
    while ((await limits()) === low && Date.now() - from < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await limits()).not.toBe(low);
    expect(Date.now() - from).toBeLessThan(2_000);
    expect(await ownerOf(community.id)).toMatchObject({ unverified: false });
  });

  describe('changed at the desk', () => {
    it('stays in force until the new one is confirmed, and is told', async () => {
      const [before, after] = [newAddress('before'), newAddress('after')];
      const community = await mail.make({ email: before });
      const owner = await community.member('camellia');
      await owner.open(await mail.pathIn(before));
      await owner.submit('Yes, this is my address');

      await owner.open('/manage/ownership');
      expect(owner.texts('.desk-mark')).toEqual(['confirmed']);
      await owner.submit('/manage/ownership/email', { email: 'nowhere' });
      expect(owner.page.status).toBe(422);
      expect(owner.page.body).toContain('id="email-wrong"');
      expect(owner.page.body).toContain('value="nowhere"');
      await owner.submit('/manage/ownership/email', { email: after });
      expect([owner.page.status, owner.page.path]).toEqual([200, '/manage/ownership']);
      expect(await ownerOf(community.id)).toMatchObject({ email: before, pending_email: after });
      const told = (await mail.mailsTo(before)).at(-1)!;
      expect(told.subject).toBe('Another e-mail address for “The tea room”');
      expect(told.text).toContain('a***@example.org');
      expect(told.text).not.toContain(after);

      const guest = community.guest();
      await guest.open(await mail.pathIn(after));
      await guest.submit('Yes, this is my address');
      expect(await ownerOf(community.id)).toMatchObject({ email: after, pending_email: null });
      expect(await actionsOf(community.id)).toEqual(expect.arrayContaining(['owner.change-email', 'owner.verify']));
    });

    it('may be kept after all', async () => {
      const [before, after] = [newAddress('kept'), newAddress('unwanted')];
      const community = await mail.make({ email: before });
      const owner = await community.member('camellia');
      await owner.open(await mail.pathIn(before));
      await owner.submit('Yes, this is my address');
      await owner.open('/manage/ownership');
      await owner.submit('/manage/ownership/email', { email: after });
      const path = await mail.pathIn(after);
      await owner.submit('Keep the present address');
      expect((await community.guest().open(path)).status).toBe(410);
      expect(await ownerOf(community.id)).toMatchObject({ email: before, pending_email: null });
    });

    it('tells nobody whose address it may not be', async () => {
      const [wrong, right] = [newAddress('stranger'), newAddress('right')];
      const community = await mail.make({ email: wrong });
      const owner = await community.member('camellia');
      await owner.open('/manage/ownership');
      await owner.submit('/manage/ownership/email', { email: right });
      expect(await ownerOf(community.id)).toMatchObject({ email: right, verified_at: null });
      expect((await mail.mailsTo(wrong)).map(({ subject }) => subject)).toEqual(['Confirm your e-mail address']);
    });

    it('is the owner’s alone, not that of any administrator', async () => {
      const email = newAddress('owner');
      const community = await mail.make({ email });
      const assam = await community.member('assam');
      expect((await assam.open('/manage/ownership')).status).toBe(403);
      const owner = await platform.visitor(community.host).login('camellia', password);
      const { id } = await platform.visitor(community.host).login('assam', password);
      await owner.post('/v1/admin/user/role', { id, is_admin: true });
      await assam.open('/manage/ownership');
      expect(assam.page.status).toBe(200);
      expect(assam.page.body).toContain('This community belongs to @camellia.');
      expect(assam.page.body).not.toContain(email);
      expect(assam.page.root.querySelectorAll('form[action^="/manage/ownership"]')).toEqual([]);
    });
  });
});
