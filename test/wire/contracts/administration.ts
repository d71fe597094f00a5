import { type Contract, banned, invalid, noMember, notAdministrator, signIn } from '../contract.js';
import type { WireRoute } from '../routes.js';
import { oneOf, type Shape, siteProfile } from '../shapes.js';
import type { Wire } from '../wire.js';

type Open = () => Wire;
interface Item {
  readonly key: string;
  readonly [field: string]: unknown;
}

const status: Shape = {
  register_user_count: 'id',
  online_user_count: 'int',
  history_max_online: 'int',
  server_up_time: 'id',
};
const editableProfile: Shape = { ...siteProfile, readonly_fields: ['text'] };
const scalar = oneOf('bool', 'number', 'text');

const description = {
  key: 'text',
  group: 'text',
  section: 'text',
  type: 'text',
  label: 'text',
  description: 'text',
  apply_mode: 'text',
  secret: 'bool',
  readonly: 'bool',
  active: 'bool',
} as const;
const schema: Shape = {
  items: [
    oneOf(
      { ...description, bootstrap_value: scalar },
      { ...description, bootstrap_value: scalar, options: [{ label: 'text', value: 'text' }] },
      { ...description, bootstrap_configured: 'bool' }, // of a secret
    ),
  ],
};

const origin = { key: 'text', source: 'text', pending_restart: 'bool', active: 'bool' } as const;
const values = {
  items: [oneOf({ ...origin, value: scalar, effective_value: scalar }, { ...origin, configured: 'bool' })],
  has_pending_restart: 'bool',
} as const satisfies Shape;
const saved: Shape = { ...values, updated_keys: ['text'] };

const settingsOf = async (wire: Wire, shape: 'schema' | 'values'): Promise<readonly Item[]> => {
  const route = `GET /v1/admin/settings/${shape}` as const;
  const { items } = await wire.ok<{ items: Item[] }>(
    await wire.admin(),
    route,
    {},
    shape === 'schema' ? schema : values,
  );
  return items;
};
const named = (items: readonly Item[], key: string) => items.find((item) => item.key === key);

const routes: readonly { readonly route: WireRoute; readonly body?: unknown }[] = [
  { route: 'POST /v1/admin/user/status', body: { id: 1, status: 2 } },
  { route: 'GET /v1/admin/site/status' },
  { route: 'GET /v1/admin/site/profile' },
  { route: 'POST /v1/admin/site/profile', body: {} },
  { route: 'GET /v1/admin/settings/schema' },
  { route: 'GET /v1/admin/settings/values' },
  { route: 'POST /v1/admin/settings/save', body: { items: [] } },
];

/** What the original gives to administrators. */
export const administration: Contract = (wire) => {
  describe('an administrator', () => {
    it.each(routes)('is who $route is for', async ({ route, body }) => {
      await wire().refused(wire().guest, route, { body }, signIn);
      await wire().refused(await wire().member('subject'), route, { body }, notAdministrator);
    });

    bans(wire);
    looksAtTheSite(wire);
    editsTheProfile(wire);
    findsSettings(wire);
    choosesSettings(wire);
  });
};

function bans(wire: Open): void {
  const route = 'POST /v1/admin/user/status';

  it('bans a member, who can write nothing until that is taken back', async () => {
    const [admin, member] = [await wire().admin(), await wire().member('culprit')];
    await wire().ok(admin, route, { body: { id: member.id, status: 2 } });
    expect(await wire().guest.get('/v1/user/profile?username=culprit')).toMatchObject({ status: 2 });
    await wire().refused(member, 'POST /v1/user/avatar', { body: { avatar: 'x' } }, banned);
    await wire().ok(admin, route, { body: { id: member.id, status: 1 } });
    expect(await member.posts('I am back')).toMatchObject({ user: { status: 1 } });
  });

  it('bans nobody who is not there, nobody in a third way, and not themselves', async () => {
    const [admin, member] = [await wire().admin(), await wire().member('culprit')];
    await wire().refused(admin, route, { body: { id: 999_999_999, status: 2 } }, noMember);
    for (const body of [
      { id: member.id, status: 3 },
      { id: member.id, status: 0 },
      { status: 2 },
      { id: 0, status: 2 },
    ])
      await wire().refused(admin, route, { body }, invalid);
    const themselves = { body: { id: admin.id, status: 2 } };
    await wire().refused(admin, route, themselves, { status: 409, code: 101004, error: 'member.protected' });
  });
}

function looksAtTheSite(wire: Open): void {
  it('sees how many there are, and how many of them are here', async () => {
    const [admin, member] = [await wire().admin(), await wire().member('subject')];
    const look = () => wire().ok<Record<string, number>>(admin, 'GET /v1/admin/site/status', {}, status);
    const before = await look();
    await member.get('/v1/user/msgcount/unread'); // which is how a client says that it is there
    await wire().member('newcomer');
    const after = await look();
    expect(after['register_user_count']).toBe(before['register_user_count']! + 1);
    expect(after['online_user_count']).toBeGreaterThan(0);
    expect(after['history_max_online']).toBeGreaterThanOrEqual(after['online_user_count']!);
    expect(after['server_up_time']).toBeLessThanOrEqual(Date.now() / 1000);
  });
}

function editsTheProfile(wire: Open): void {
  const route = 'POST /v1/admin/site/profile';
  const read = async () => {
    const shown = await wire().ok(await wire().admin(), 'GET /v1/admin/site/profile', {}, editableProfile);
    const { readonly_fields, allow_user_register: _, allow_phone_bind: __, ...form } = shown;
    expect(readonly_fields).toEqual(['allow_user_register', 'allow_phone_bind']);
    return form;
  };

  it('edits the profile as a whole', async () => {
    const [admin, form] = [await wire().admin(), await read()];
    const changed = { ...form, copyright_left: 'Herons', default_msg_loop_interval: 7000 };
    expect(await wire().ok(admin, route, { body: changed }, editableProfile)).toMatchObject(changed);
    expect(await wire().guest.get('/v1/site/profile')).toMatchObject(changed);
    const { copyright_left_link: _, copyright_right_link: __, ...withoutLinks } = form;
    expect(await wire().ok(admin, route, { body: withoutLinks }, editableProfile)).toMatchObject(form);
  });

  it('edits it within its bounds only', async () => {
    const [admin, form] = [await wire().admin(), await read()];
    for (const wrong of [
      { default_tweet_max_length: 2001 },
      { tweet_web_ellipsis_size: 2001 },
      { tweet_mobile_ellipsis_size: 0 },
      { default_msg_loop_interval: 999 },
      { copyright_top: '' },
      { copyright_right_link: 'nowhere' },
      { use_friendship: 1 },
      { enable_wallet: undefined },
    ])
      await wire().refused(admin, route, { body: { ...form, ...wrong } }, invalid);
    expect(await read()).toEqual(form);
  });
}

function findsSettings(wire: Open): void {
  it('finds every setting described, and with its value', async () => {
    const [described, valued] = [await settingsOf(wire(), 'schema'), await settingsOf(wire(), 'values')];
    expect(valued.map(({ key }) => key)).toEqual(described.map(({ key }) => key));
    const profileKeys = Object.keys(siteProfile).map((field) => `web_profile.${field}`);
    expect(described.map(({ key }) => key)).toEqual(expect.arrayContaining(profileKeys));
    for (const { type, apply_mode } of described) {
      expect(['bool', 'int', 'float', 'string']).toContain(type);
      expect(['live', 'restart_required', 'bootstrap_only']).toContain(apply_mode);
    }
    const audience = named(described, 'web_profile.default_tweet_visibility')!['options'] as { value: string }[];
    expect(audience.map(({ value }) => value)).toEqual(['public', 'following', 'friend', 'private']);
  });
}

function choosesSettings(wire: Open): void {
  const route = 'POST /v1/admin/settings/save';
  const save = (...items: unknown[]) => ({ body: { items } });

  it('chooses a value, and goes back to the one before', async () => {
    const [admin, key] = [await wire().admin(), 'app.default_page_size'];
    const usual = named(await settingsOf(wire(), 'values'), key)!;
    expect(usual).toMatchObject({ value: 10, effective_value: 10, source: 'bootstrap', pending_restart: false });
    const chosen = await wire().ok<{ items: Item[] }>(admin, route, save({ key, value: 3 }), saved);
    expect(chosen).toMatchObject({ updated_keys: [key], has_pending_restart: false });
    expect(named(chosen.items, key)).toMatchObject({ value: 3, effective_value: 3, source: 'override' });
    expect(await wire().guest.get('/v1/posts?style=newest')).toMatchObject({ pager: { page_size: 3 } });
    await wire().ok(admin, route, save({ key, value: 10 }), saved);
    expect(named(await settingsOf(wire(), 'values'), key)).toEqual(usual);
  });

  it('chooses all or nothing, and never reads a secret again', async () => {
    const [admin, key] = [await wire().admin(), 'app.max_comment_count'];
    const good = { key, value: 7 };
    const wrong = [
      [],
      [good, good],
      [good, { key: 'app.nothing', value: 1 }],
      [good, { key, value: 'many' }],
      [{ key }],
    ];
    for (const items of wrong) await wire().refused(admin, route, save(...items), invalid);
    await wire().refused(admin, route, save(good, { key: 'app.attachment_income_rate', value: 1.1 }), invalid);
    expect(named(await settingsOf(wire(), 'values'), key)).toMatchObject({ value: 1000 });

    const secret = { key: 'alipay.private_key', value: 'between us' };
    const { items } = await wire().ok<{ items: Item[] }>(admin, route, save(secret), saved);
    expect(named(items, secret.key)).toMatchObject({ configured: true });
    expect(JSON.stringify([items, await settingsOf(wire(), 'schema')])).not.toContain(secret.value);
    await wire().ok(admin, route, save({ ...secret, value: '' }), saved);
  });
}
