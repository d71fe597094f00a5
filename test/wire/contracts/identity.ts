import type { Person } from '../../support/person.js';
import { banned, type Contract, featureOff, invalid, noMember, signIn } from '../contract.js';
import type { Said } from '../conversation.js';
import type { Wire } from '../wire.js';

const wrongPassword = { status: 401, code: 10004, error: 'auth.wrong-credentials' };
const locked = { status: 429, code: 20014, error: 'member.login-locked' };
const captchaWrong = { status: 400, code: 20012, error: 'member.captcha-wrong' };
const smsWrong = { status: 400, code: 20018, error: 'member.sms-wrong' };
const phones = 'web_profile.allow_phone_bind';

/** Becoming a member, getting in, and what proves who one is (reference 3.3 to 3.6, 4.4, 4.5). */
export const identity: Contract = (wire) => {
  describe('POST /v1/auth/register', () => {
    registering(wire);
    refusingToRegister(wire);
  });
  describe('POST /v1/auth/login', () => loggingIn(wire));
  describe('POST /v1/user/password', () => changingPasswords(wire));
  describe('captchas', () => {
    drawing(wire);
    sendingCodes(wire);
  });
  describe('POST /v1/user/phone', () => bindingPhones(wire));
};

const register = (username: unknown, password: unknown = 'secret-1') => ({ body: { username, password } });

function registering(wire: () => Wire): void {
  const route = 'POST /v1/auth/register';

  it('makes a member, who can sign in at once and is as the original makes them', async () => {
    const { guest } = wire();
    const account = { id: 'id', username: 'text' } as const;
    const made = await wire().ok<Said>(guest, route, register('Newcomer7'), account);
    const next = await wire().ok<Said>(guest, route, register('Newcomer8'), account);
    expect([made['username'], next['username'], next.id > made.id]).toEqual(['Newcomer7', 'Newcomer8', true]);
    const profile = await guest.get('/v1/user/profile?username=Newcomer7');
    expect(profile).toMatchObject({ id: made['id'], nickname: 'Newcomer7', status: 1, is_admin: false });
    const { token } = await guest.post('/v1/auth/login', { username: 'Newcomer7', password: 'secret-1' });
    expect(token).toEqual(expect.any(String));
  });

  it('gives a name once, in capitals or not', async () => {
    const { username } = await wire().somebody();
    const taken = { status: 409, code: 20001, error: 'member.username-taken' };
    await wire().refused(wire().guest, route, register(username.toUpperCase()), taken);
    const twenty = Array.from({ length: 20 }, () => wire().send(wire().guest, route, register('raced1')));
    const codes = (await Promise.all(twenty)).map(({ json }) => json.code);
    expect(codes.toSorted((one, other) => one - other)).toEqual([0, ...Array.from({ length: 19 }, () => 20001)]);
  });

  it('is closed where the community says so', async () => {
    const key = 'web_profile.allow_user_register';
    const closed = { status: 403, code: 20023, error: 'member.registration-closed' };
    await wire().where({ [key]: false }, { [key]: true }, async () => {
      await wire().refused(wire().guest, route, register('toolate1'), closed);
      expect((await wire().guest.get('/v1/site/profile'))['allow_user_register']).toBe(false);
    });
  });
}

function refusingToRegister(wire: () => Wire): void {
  it.each([
    ['two letters', 'ab', 'secret-1', 400, 20002, 'member.username-length'],
    ['thirteen letters', 'abcdefghijklm', 'secret-1', 400, 20002, 'member.username-length'],
    ['a dash', 'a-name', 'secret-1', 400, 20003, 'member.username-characters'],
    ['letters of others', '泡泡泡', 'secret-1', 400, 20003, 'member.username-characters'],
    ['space around it', ' name ', 'secret-1', 400, 20003, 'member.username-characters'],
    ['a short password', 'newname', '12345', 400, 20004, 'member.password-length'],
    ['a long password', 'newname', 'x'.repeat(129), 400, 20004, 'member.password-length'],
    ['a number', 12345, 'secret-1', 400, 10001, 'request.invalid'],
    ['NUL', 'new\u0000name', 'secret-1', 400, 10001, 'request.invalid'],
    ['half a character', 'newname', 'secret-\ud800', 400, 10001, 'request.invalid'],
  ])('refuses %s', async (_, username, password, status, code, error) => {
    const { guest } = wire();
    await wire().refused(guest, 'POST /v1/auth/register', register(username, password), { status, code, error });
    await wire().refused(guest, 'GET /v1/user/profile', { query: { username: 'newname' } }, noMember);
  });
}

function loggingIn(wire: () => Wire): void {
  const route = 'POST /v1/auth/login';
  const login = (username: unknown, password: unknown) => ({ body: { username, password } });

  it('gives a token that opens what is for members', async () => {
    const { guest } = wire();
    const { username, password, id } = await wire().somebody();
    const once = () => wire().ok<{ token: string }>(guest, route, login(username, password), { token: 'text' });
    const [{ token }, { token: another }] = [await once(), await once()];
    expect(another).not.toBe(token); // one session each
    const headers = { authorization: `Bearer ${token}` };
    const { json } = await wire().send(guest, 'GET /v1/user/info', { headers });
    expect(json.data).toMatchObject({ id, username });
    expect((await wire().send(guest, 'GET /v1/user/info')).json.code).toBe(10005);
  });

  it('says the same of an unknown name and a wrong password', async () => {
    const { username } = await wire().somebody();
    await wire().refused(wire().guest, route, login(username, 'not this one'), wrongPassword);
    await wire().refused(wire().guest, route, login('nobodyhere', 'not this one'), wrongPassword);
  });

  it('is locked after ten failures, also to the right password', async () => {
    const { username, password } = await wire().somebody();
    for (let failure = 0; failure < 10; failure += 1) await wire().send(wire().guest, route, login(username, 'wrong'));
    await wire().refused(wire().guest, route, login(username, password), locked);
  });

  it('is not for who is banned, once the password is right', async () => {
    const member = await wire().somebody();
    await wire().bans(member);
    await wire().refused(wire().guest, route, login(member.username, 'wrong'), wrongPassword);
    await wire().refused(wire().guest, route, login(member.username, member.password), banned);
  });

  it.each([{}, { username: 'ada' }, { username: '', password: 'x' }, { username: ['ada'], password: 'x' }])(
    'refuses %j',
    async (body) => wire().refused(wire().guest, route, { body }, invalid),
  );
}

function changingPasswords(wire: () => Wire): void {
  const route = 'POST /v1/user/password';
  const change = (old_password: unknown, password: unknown) => ({ body: { old_password, password } });

  it('takes the new one and ends every session', async () => {
    const member = await wire().somebody();
    await wire().ok(member, route, change(member.password, 'a new secret'));
    const revoked = { status: 401, code: 10006, error: 'auth.token-revoked' };
    await wire().refused(member, 'GET /v1/user/info', {}, revoked);
    const login = (password: string) => ({ body: { username: member.username, password } });
    await wire().refused(wire().guest, 'POST /v1/auth/login', login(member.password), wrongPassword);
    await member.login(member.username, 'a new secret');
  });

  it('asks for the old one, a fit new one, and a member who is not banned', async () => {
    const [member, other] = [await wire().somebody(), await wire().somebody()];
    const wrong = { status: 403, code: 20011, error: 'member.password-wrong' };
    const unfit = { status: 400, code: 20004, error: 'member.password-length' };
    await wire().refused(member, route, change('not this', 'a new secret'), wrong);
    await wire().refused(member, route, change(member.password, '12345'), unfit);
    await wire().refused(member, route, { body: { password: 'a new secret' } }, invalid);
    await wire().refused(wire().guest, route, change('x', 'a new secret'), signIn);
    await wire().bans(other);
    await wire().refused(other, route, change(other.password, 'a new secret'), banned);
    await wire().guest.post('/v1/auth/login', { username: member.username, password: member.password });
  });

  it('is locked by ten wrong guesses', async () => {
    const member = await wire().somebody();
    for (let guess = 0; guess < 10; guess += 1) await wire().send(member, route, change('not this', 'a new secret'));
    await wire().refused(member, route, change(member.password, 'a new secret'), locked);
  });
}

function drawing(wire: () => Wire): void {
  it('are pictures, a new one each time', async () => {
    const shape = { id: 'text', b64s: 'text' } as const;
    const draw = () => wire().ok<{ id: string; b64s: string }>(wire().guest, 'GET /v1/captcha', {}, shape);
    const [one, other] = [await draw(), await draw()];
    expect(one.id).toMatch(/^[0-9a-f]{32}$/);
    expect(one.b64s).toMatch(/^data:image\/png;base64,[\w+/]+=*$/);
    expect(other.id).not.toBe(one.id);
    expect(wire().codes.inPicture(wire().community, one.id)).toMatch(/^\d{6}$/);
  });
}

function sendingCodes(wire: () => Wire): void {
  const send = 'POST /v1/captcha';
  const ask = async (phone: unknown) => ({ body: { ...(await wire().codes.solved(wire().community)), phone } });

  it('have a code sent to a phone, each once', async () => {
    const [phone, { guest }] = [newPhone(), wire()];
    const asked = await ask(phone);
    await wire().ok(guest, send, asked);
    expect(wire().codes.phones.code(phone)).toMatch(/^\d{6}$/);
    await wire().refused(guest, send, asked, captchaWrong);
    await wire().refused(guest, send, { body: { ...asked.body, img_captcha_id: 'unknown' } }, captchaWrong);
    const tooSoon = { status: 429, code: 101005, error: 'member.sms-too-soon' };
    await wire().refused(guest, send, await ask(phone), tooSoon);
  });

  it('have ten codes a day sent to a phone', async () => {
    const phone = newPhone();
    await wire().ok(wire().guest, send, await ask(phone));
    await wire().sql(`update access_code set uses = 10 where purpose = 'phone-day' and subject = $1`, [phone]);
    const limit = { status: 429, code: 20016, error: 'member.sms-limit' };
    await wire().refused(wire().guest, send, await ask(phone), limit);
  });

  it('refuse numbers of no phone, members who are banned, and a sender that fails', async () => {
    const [{ phones: gateway }, member, { guest }] = [wire().codes, await wire().somebody(), wire()];
    for (const phone of ['', '12345', 13812345678, null, '1381234\u00005678', undefined])
      await wire().refused(guest, send, await ask(phone), invalid);
    gateway.away = true;
    await wire().refused(guest, send, await ask(newPhone()), { status: 502, code: 20015, error: 'member.sms-failed' });
    gateway.away = false;
    await wire().bans(member);
    await wire().refused(member, send, await ask(newPhone()), banned);
    const off = async () => wire().refused(guest, send, await ask(newPhone()), featureOff);
    await wire().where({ [phones]: false }, { [phones]: true }, off);
  });
}

function bindingPhones(wire: () => Wire): void {
  const route = 'POST /v1/user/phone';
  const bind = (phone: unknown, captcha: unknown) => ({ body: { phone, captcha } });
  const shown = async (person: Person) => (await person.get('/v1/user/info'))['phone'];

  it('binds the phone that the code was sent to, twice by one code at most', async () => {
    const member = await wire().somebody();
    const { phone, code } = await sentCode(wire(), member);
    expect(await shown(member)).toBe('');
    await wire().refused(member, route, bind(phone, wrongCode(code)), smsWrong);
    await wire().refused(member, route, bind(newPhone(), code), smsWrong);
    await wire().ok(member, route, bind(phone, code));
    expect(await shown(member)).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
    await wire().ok(member, route, bind(phone, code));
    const usedUp = { status: 400, code: 20019, error: 'member.sms-used-up' };
    await wire().refused(member, route, bind(phone, code), usedUp);
  });

  it('binds a phone to one member only', async () => {
    const [first, second] = [await wire().somebody(), await wire().somebody()];
    const { phone, code } = await sentCode(wire(), wire().guest);
    await wire().ok(first, route, bind(phone, code));
    const taken = { status: 409, code: 20017, error: 'member.phone-taken' };
    await wire().refused(second, route, bind(phone, code), taken);
    expect(await shown(second)).toBe('');
  });

  it('refuses what is no phone or no code, who is banned, and where phones are off', async () => {
    const member = await wire().somebody();
    const { phone, code } = await sentCode(wire(), member);
    const bad = [bind('', code), bind(phone, ''), bind(Number(phone), code), bind(phone, 123456), bind(phone, null)];
    for (const one of bad) await wire().refused(member, route, one, invalid);
    await wire().refused(wire().guest, route, bind(phone, code), signIn);
    const off = () => wire().refused(member, route, bind(phone, code), featureOff);
    await wire().where({ [phones]: false }, { [phones]: true }, off);
    await wire().bans(member);
    await wire().refused(member, route, bind(phone, code), banned);
    expect(await shown(member)).toBe('');
  });
}

async function sentCode({ codes, community }: Wire, to: Person): Promise<{ phone: string; code: string }> {
  const phone = newPhone();
  await to.post('/v1/captcha', { ...(await codes.solved(community)), phone });
  return { phone, code: codes.phones.code(phone) };
}

let numbers = 13900000000;
const newPhone = (): string => String((numbers += 1));
const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
