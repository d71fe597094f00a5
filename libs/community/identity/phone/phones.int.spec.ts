import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../../../../test/support/person.js';
import { ReadCodes } from '../../../../test/support/read-codes.js';
import { useCommunity } from '../../../../test/support/use-community.js';

describe('a phone number', () => {
  const codes = new ReadCodes();
  const { phones } = codes;
  const community = useCommunity(codes.change);
  const sql = async (text: string, values: unknown[] = []) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };
  const set = async (key: string, value: unknown) =>
    (await community.owner()).post('/v1/admin/settings/save', { items: [{ key, value }] });

  const solved = () => codes.solved(community);
  const ask = async (person: Person, phone: unknown) => person.post('/v1/captcha', { ...(await solved()), phone });
  const bind = (person: Person, phone: unknown, captcha: unknown) => person.post('/v1/user/phone', { phone, captcha });
  const wait = (seconds = 61) =>
    sql(`update access_code set used_at = used_at - make_interval(secs => $1) where purpose = 'phone-day'`, [seconds]);
  const kept = async (person: Person) =>
    (await sql('select phone from member where id = $1', [person.id]))[0]!['phone'] as string;
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 0,
      (error: { code: number }) => error.code,
    );
  const other = (digits: string) => String((Number(digits) + 1) % 1_000_000).padStart(6, '0');

  let numbers = 13800000000;
  const newPhone = () => String((numbers += 1));
  let names = 0;
  const somebody = () => community.member(`member${(names += 1)}`);

  beforeAll(async () => {
    await set('web_profile.allow_phone_bind', true);
  });

  it('is bound by the code that was sent to it', async () => {
    const [ada, phone] = [await somebody(), newPhone()];
    expect(await ask(ada, phone)).toEqual({});
    expect(phones.sent).toHaveLength(1);
    expect(phones.sent[0]!.text).toMatch(/^【.+】您的验证码是 \d{6}，5 分钟内有效。$/);
    expect(await bind(ada, ` ${phone.slice(0, 3)}-${phone.slice(3)} `, phones.code(phone))).toEqual({});
    expect(await kept(ada)).toBe(phone);
    expect((await ada.get('/v1/user/info'))['phone']).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
  });

  it('is replaced by another one in the same way', async () => {
    const [ada, first, second] = [await somebody(), newPhone(), '+49 170 1234567'];
    for (const phone of [first, second]) {
      await ask(ada, phone);
      await bind(ada, phone, phones.code(phone.replaceAll(' ', '')));
    }
    expect(await kept(ada)).toBe('+491701234567');
  });

  it('makes a member active, at once, where the community asks for one', async () => {
    const [ada, phone] = [await somebody(), newPhone()];
    await set('app.phone_required', true);
    try {
      await expect(ada.posts('Hello')).rejects.toMatchObject({ status: 403, code: 20013 });
      await ask(ada, phone);
      await bind(ada, phone, phones.code(phone));
      expect(await ada.posts('Hello')).toMatchObject({ id: expect.any(Number) });
    } finally {
      await set('app.phone_required', false);
    }
  });

  it('is sent nothing without a solved picture', async () => {
    const [ada, phone] = [await somebody(), newPhone()];
    const { img_captcha_id, img_captcha } = await solved();
    const before = phones.sent.length;
    const wrong = { status: 400, code: 20012 };
    const body = { phone, img_captcha_id, img_captcha: other(img_captcha) };
    await expect(ada.post('/v1/captcha', body)).rejects.toMatchObject(wrong);
    await expect(ada.post('/v1/captcha', { ...body, img_captcha })).rejects.toMatchObject(wrong);
    await expect(ada.post('/v1/captcha', { ...body, img_captcha_id: 'f'.repeat(32) })).rejects.toMatchObject(wrong);
    expect(phones.sent).toHaveLength(before);
  });

  it.each([
    ['no number', undefined],
    ['an empty one', ''],
    ['a number', 13812348000],
    ['a landline', '01088886666'],
    ['a huge one', '1'.repeat(100_000)],
    ['NUL', '1381234\u00008000'],
  ])('is not %s, and the picture stays good', async (_, phone) => {
    const ada = await community.member('ada');
    const captcha = await solved();
    await expect(ada.post('/v1/captcha', { ...captcha, phone })).rejects.toMatchObject({ status: 400, code: 10001 });
    await expect(bind(ada, phone, '123456')).rejects.toMatchObject({ status: 400, code: 10001 });
    expect(await codeOf(ada.post('/v1/captcha', { ...captcha, phone: newPhone() }))).toBe(0);
  });

  it('is written one way: the same phone cannot be bound as two numbers', async () => {
    const [ada, bob, phone] = [await somebody(), await somebody(), newPhone()];
    await ask(ada, phone);
    await bind(ada, phone, phones.code(phone));
    await wait();
    await ask(bob, `+86${phone}`);
    await expect(bind(bob, `+86 ${phone}`, phones.code(phone))).rejects.toMatchObject({ status: 409, code: 20017 });
  });

  describe('is sent codes', () => {
    it('one a minute', async () => {
      const [ada, phone] = [await somebody(), newPhone()];
      await ask(ada, phone);
      await expect(ask(ada, phone)).rejects.toMatchObject({ status: 429, code: 101005, error: 'member.sms-too-soon' });
      await wait();
      expect(await codeOf(ask(ada, phone))).toBe(0);
    });

    it('ten a day, whoever asks', async () => {
      const [ada, phone] = [await somebody(), newPhone()];
      for (let sent = 0; sent < 10; sent += 1) {
        expect(await codeOf(ask(sent % 2 ? ada : community.guest, phone))).toBe(0);
        await wait();
      }
      await expect(ask(ada, phone)).rejects.toMatchObject({ status: 429, code: 20016 });
      const [day] = await sql(`select expires_at from access_code where purpose = 'phone-day' and subject = $1`, [
        phone,
      ]);
      expect((day!['expires_at'] as Date).toISOString()).toMatch(/T16:00:00.000Z$/); // midnight in Shanghai
      await sql(`update access_code set expires_at = now() where purpose = 'phone-day' and subject = $1`, [phone]);
      expect(await codeOf(ask(ada, phone))).toBe(0);
    });

    it('for the days of the community', async () => {
      const phone = newPhone();
      await set('app.time_zone', 'America/Bogota');
      await ask(community.guest, phone);
      await set('app.time_zone', '');
      const [day] = await sql(`select expires_at from access_code where purpose = 'phone-day' and subject = $1`, [
        phone,
      ]);
      expect((day!['expires_at'] as Date).toISOString()).toMatch(/T05:00:00.000Z$/);
    });

    it('once, of twenty requests at the same time', async () => {
      const [ada, phone] = [await somebody(), newPhone()];
      const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(ask(ada, phone))));
      expect(codes.filter((code) => code === 0)).toHaveLength(1);
      expect(codes.filter((code) => code === 101005)).toHaveLength(19);
      expect(phones.sent.filter((sms) => sms.phone === phone)).toHaveLength(1);
    });

    it('by a sender that may fail: that is no message of the day, but keeps its minute', async () => {
      const [ada, phone] = [await somebody(), newPhone()];
      phones.away = true;
      await expect(ask(ada, phone)).rejects.toMatchObject({ status: 502, code: 20015 });
      phones.away = false;
      await expect(ask(ada, phone)).rejects.toMatchObject({ code: 101005 });
      const rows = await sql('select purpose, uses from access_code where subject = $1', [phone]);
      expect(rows).toEqual([{ purpose: 'phone-day', uses: 0 }]);
    });
  });

  describe('is bound by a code', () => {
    const sent = async (person: Person) => {
      const phone = newPhone();
      await ask(person, phone);
      return { phone, code: phones.code(phone) };
    };
    const wrong = { status: 400, code: 20018 };

    it('that is the one, of this phone, and not too old', async () => {
      const ada = await somebody();
      await expect(bind(ada, newPhone(), '123456')).rejects.toMatchObject(wrong);
      const [one, two] = [await sent(ada), await sent(ada)];
      await expect(bind(ada, one.phone, two.code)).rejects.toMatchObject(wrong);
      await expect(bind(ada, one.phone, 'x'.repeat(100_000))).rejects.toMatchObject(wrong);
      await sql(`update access_code set expires_at = now() where purpose = 'phone' and subject = $1`, [two.phone]);
      await expect(bind(ada, two.phone, two.code)).rejects.toMatchObject(wrong);
      expect(await kept(ada)).toBe('');
      expect(await codeOf(bind(ada, one.phone, one.code))).toBe(0);
    });

    it.each([undefined, '', 123456, null, ['123456']])('and not by %j', async (captcha) => {
      const ada = await community.member('ada');
      await expect(bind(ada, newPhone(), captcha)).rejects.toMatchObject({ status: 400, code: 10001 });
    });

    it('that is the last one sent', async () => {
      const ada = await somebody();
      const { phone, code } = await sent(ada);
      await wait();
      await ask(ada, phone);
      expect(phones.code(phone) === code || (await codeOf(bind(ada, phone, code))) === 20018).toBe(true);
      expect(await codeOf(bind(ada, phone, phones.code(phone)))).toBe(0);
    });

    it('that is dead after five wrong guesses, also when they come at once', async () => {
      const ada = await somebody();
      const { phone, code } = await sent(ada);
      for (let guess = 0; guess < 4; guess += 1)
        await expect(bind(ada, phone, other(code))).rejects.toMatchObject(wrong);
      expect(await codeOf(bind(ada, phone, code))).toBe(0);
      await expect(bind(ada, phone, other(code))).rejects.toMatchObject(wrong);
      await expect(bind(ada, phone, code)).rejects.toMatchObject(wrong);

      const again = await sent(ada);
      const guesses = Array.from({ length: 20 }, () => codeOf(bind(ada, again.phone, other(again.code))));
      expect(new Set(await Promise.all(guesses))).toEqual(new Set([20018]));
      const [counted] = await sql(
        `select uses from access_code where purpose = 'phone-guess' order by id desc limit 1`,
      );
      expect(counted).toEqual({ uses: 5 });
      await expect(bind(ada, again.phone, again.code)).rejects.toMatchObject(wrong);
    });

    it('as often as the community allows, also of twenty at once', async () => {
      const ada = await somebody();
      const { phone, code } = await sent(ada);
      const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(bind(ada, phone, code))));
      expect(codes.filter((one) => one === 0)).toHaveLength(2);
      expect(codes.filter((one) => one === 20019)).toHaveLength(18);
      expect(await kept(ada)).toBe(phone);
    });

    it('that the member has asked for: nobody else can use it, or use it up', async () => {
      const [ada, bob] = [await somebody(), await somebody()];
      const { phone, code } = await sent(ada);
      for (let guess = 0; guess < 6; guess += 1)
        await expect(bind(bob, phone, other(code))).rejects.toMatchObject(wrong);
      await expect(bind(bob, phone, code)).rejects.toMatchObject(wrong);
      expect(await codeOf(bind(ada, phone, code))).toBe(0);
    });

    it('for one of twenty who use it at once, when a guest has asked for it', async () => {
      const members = await Promise.all(Array.from({ length: 20 }, () => somebody()));
      const { phone, code } = await sent(community.guest);
      const codes = await Promise.all(members.map((member) => codeOf(bind(member, phone, code))));
      expect(codes.filter((one) => one === 0)).toHaveLength(1);
      expect(codes.filter((one) => one === 20017)).toHaveLength(19);
      expect(await sql('select from member where phone = $1', [phone])).toHaveLength(1);
    });

    it('that says whether another member has the number to nobody but who holds it', async () => {
      const [ada, bob] = [await somebody(), await somebody()];
      const taken = await sent(ada);
      await bind(ada, taken.phone, taken.code);
      await expect(bind(bob, taken.phone, '000000')).rejects.toMatchObject(wrong);
      await wait();
      await ask(bob, taken.phone);
      await expect(bind(bob, taken.phone, other(phones.code(taken.phone)))).rejects.toMatchObject(wrong);
      await expect(bind(bob, taken.phone, phones.code(taken.phone))).rejects.toMatchObject({
        status: 409,
        code: 20017,
      });
      expect(await kept(bob)).toBe('');
    });
  });

  it('is taken as a form, too', async () => {
    const [ada, phone] = [await somebody(), newPhone()];
    const form = (url: string, fields: Data) =>
      community.app.inject({
        method: 'POST',
        url,
        headers: {
          host: community.host,
          authorization: `Bearer ${ada.token}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams(fields as Record<string, string>).toString(),
      });
    expect((await form('/v1/captcha', { ...(await solved()), phone })).json()).toEqual({ code: 0, msg: 'success' });
    const bound = await form('/v1/user/phone', { phone, captcha: phones.code(phone) });
    expect(bound.json()).toEqual({ code: 0, msg: 'success' });
  });

  it('is refused to who is banned, and to guests', async () => {
    const [ada, phone] = [await somebody(), newPhone()];
    await expect(bind(community.guest, phone, '123456')).rejects.toMatchObject({ status: 401, code: 10005 });
    await sql('update member set status = 2 where id = $1', [ada.id]);
    const banned = await community.guest
      .post('/v1/auth/login', { username: ada.username, password: ada.password })
      .catch((error: { code: number }) => error.code);
    expect(banned).toBe(20006);
    const until = Date.now() + 2_000;
    while ((await codeOf(bind(ada, phone, '123456'))) !== 20006 && Date.now() < until);
    await expect(bind(ada, phone, '123456')).rejects.toMatchObject({ status: 403, code: 20006 });
    await expect(ask(ada, phone)).rejects.toMatchObject({ status: 403, code: 20006 });
  });

  it('is nothing the community takes, once that is switched off', async () => {
    const [ada, phone] = [await somebody(), newPhone()];
    await set('web_profile.allow_phone_bind', false);
    const off = { status: 403, code: 110001 };
    await expect(ask(ada, phone)).rejects.toMatchObject(off);
    await expect(bind(ada, phone, '123456')).rejects.toMatchObject(off);
    await set('web_profile.allow_phone_bind', true);
  });
});
