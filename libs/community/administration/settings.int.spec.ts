import { Cache } from '#kernel/cache';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { CommunitySettings, type SettingName, type Settings, settingTable } from '#community/site';
import { bootApi } from '../../../test/support/boot-api.js';
import type { Data, Person } from '../../../test/support/person.js';
import { communityOf, type TestCommunity, useCommunity } from '../../../test/support/use-community.js';

/** Of each setting a value that is not the default, and values that are none. */
const samples: { readonly [Name in SettingName]: { other: Settings[Name]; wrong: readonly unknown[] } } = {
  useFriendship: { other: false, wrong: ['false', 0, null] },
  enableTrendsBar: { other: true, wrong: [1] },
  enableWallet: { other: true, wrong: ['1'] },
  allowTweetAttachment: { other: false, wrong: [''] },
  allowTweetAttachmentPrice: { other: true, wrong: [[]] },
  allowTweetVideo: { other: false, wrong: [{}] },
  allowUserRegister: { other: false, wrong: ['no'] },
  allowPhoneBind: { other: true, wrong: [undefined] },
  tweetMaxLength: { other: 500, wrong: [0, 2001, 1.5, '500', -1, 1e308, true] },
  webEllipsisSize: { other: 100, wrong: [0, 2001] },
  mobileEllipsisSize: { other: 100, wrong: [0, 2001] },
  tweetVisibility: { other: 'friend', wrong: ['Public', '', 'everybody', 0] },
  messageInterval: { other: 10_000, wrong: [0, 999, 60_001] },
  copyrightTop: { other: '2027', wrong: ['', '  ', 'x'.repeat(256), '泡'.repeat(86), 5] },
  copyrightLeft: { other: 'left', wrong: ['x'.repeat(256)] },
  copyrightLeftLink: { other: 'https://example.org/', wrong: ['example', 'javascript:alert(1)', 'ftp://example.org'] },
  copyrightRight: { other: 'right', wrong: [''] },
  copyrightRightLink: { other: '', wrong: ['//example.org'] },
  tagline: { other: 'A place for herons', wrong: ['one\ntwo', 'x'.repeat(421), 5] },
  accent: { other: '#B3203C', wrong: ['red', '#fff', '#12345g', 'url(x)', '#0b7a43;'] },
  corners: { other: 'square', wrong: ['', 'pointed'] },
  appearance: { other: 'dark', wrong: ['', 'dim'] },
  wideLogoGround: { other: 'dark', wrong: ['', 'red'] },
  suggestedMembers: { other: 'ada bob', wrong: ['ada,bob', 'ada  bob', ' ada', 'ada\nbob', 'x'.repeat(1001), 5] },
  featuredTopics: {
    other: 'Birds What flies here\n观鸟',
    wrong: ['#birds', ' birds', 'birds ', 'a\nA', 'a <b>\n<b>', 'x\n'.repeat(21), `a ${'x'.repeat(161)}`, 'a\tb', 5],
  },
  unlistedTopics: { other: 'spam C++', wrong: ['#spam', 'a  b', 'a\nb', 'a A', '<b>', 'x'.repeat(8001), 5] },
  membersOnly: { other: true, wrong: [2] },
  phoneRequired: { other: true, wrong: ['true'] },
  timeZone: { other: 'Europe/Berlin', wrong: ['Berlin', '+01:00', 'CST', 'US/Pacific-New', 8] },
  maxCommentCount: { other: 5, wrong: [0, 100_001] },
  maxWhisperDaily: { other: 5, wrong: [0, 1_000_001] },
  maxCaptchaTimes: { other: 5, wrong: [0, 1001] },
  defaultPageSize: { other: 5, wrong: [0, 1001] },
  maxPageSize: { other: 50, wrong: [0, 1001] },
  attachmentIncomeRate: { other: 0.5, wrong: [-0.1, 1.1, '0.5'] },
  alipayAppId: { other: '2021000000000000', wrong: ['x'.repeat(256)] },
  alipayPrivateKey: { other: 'a private key', wrong: ['x'.repeat(8001), 5] },
  alipayPublicKey: { other: 'a public key', wrong: ['x'.repeat(8001)] },
};
const names = Object.keys(settingTable) as SettingName[];
const itemOf = (items: unknown, key: string) => (items as Data[]).find((item) => item['key'] === key)!;

describe('the settings of a community', () => {
  const community = useCommunity();
  let keeper: Person;
  beforeAll(async () => {
    keeper = await community.owner();
  });
  const save = (...items: unknown[]) => keeper.post('/v1/admin/settings/save', { items });
  const valueOf = async (key: string) => itemOf((await keeper.get('/v1/admin/settings/values'))['items'], key);
  const inside = async <T>(work: () => Promise<T>): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, work);
  const rows = () => inside(() => community.app.get(TenantDatabase).query('select * from setting order by key'));

  describe.each(names)('%s', (name) => {
    const { key, initial, secret, type } = settingTable[name];
    const { other, wrong } = samples[name];

    it('is told, saved, in effect at once, and as by default again', async () => {
      const shown = secret ? {} : { value: other, effective_value: other };
      const saved = await save({ key, value: other });
      expect(saved).toMatchObject({ updated_keys: [key], has_pending_restart: false });
      expect(itemOf(saved['items'], key)).toEqual({
        key,
        ...shown,
        ...(secret && { configured: true }),
        source: 'override',
        pending_restart: false,
        active: true,
      });
      expect(await valueOf(key)).toEqual(itemOf(saved['items'], key));
      expect((await inside(() => community.app.get(CommunitySettings).get()))[name]).toBe(other);
      expect(await rows()).toMatchObject([{ key, is_encrypted: secret, changed_by: keeper.id }]);
      await save({ key, value: initial });
      expect(await valueOf(key)).toMatchObject({ source: 'bootstrap', ...(!secret && { value: initial }) });
      expect(await rows()).toEqual([]);
    });

    it('is refused where it is none', async () => {
      for (const value of wrong) {
        await expect(save({ key, value })).rejects.toMatchObject({
          status: 400,
          code: 10001,
          body: { details: [expect.stringContaining(key)] },
        });
      }
      expect(await rows()).toEqual([]);
    });

    it('is described', async () => {
      const { items } = await keeper.get('/v1/admin/settings/schema');
      const { label, description, ...described } = itemOf(items, key);
      expect(described).toMatchObject({ type, secret, apply_mode: 'live', readonly: false, active: true });
      expect(described).toMatchObject(secret ? { bootstrap_configured: false } : { bootstrap_value: initial });
      expect(label).toBeTruthy();
      expect(description).toBeTruthy();
    });
  });

  it('are described in the language of the request, else of the community', async () => {
    const labelIn = async (language?: string) => {
      const headers: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
      const { body } = await keeper.request('GET', '/v1/admin/settings/schema', undefined, headers);
      const { items } = (JSON.parse(body) as { data: Data }).data;
      return itemOf(items, 'web_profile.use_friendship')['label'];
    };
    expect(await labelIn('zh-CN,zh;q=0.9')).toBe('好友');
    expect(await labelIn('en-GB')).toBe('Friends');
    expect(await labelIn('tlh')).toBe(await labelIn());
  });

  it('are saved together or not at all', async () => {
    const good = { key: 'app.max_comment_count', value: 7 };
    const all = [
      [good, { key: 'app.max_page_size', value: 0 }],
      [good, { key: 'app.nothing', value: 1 }],
      [good, { key: 'constructor', value: 1 }],
      [good, good],
      [good, { key: 'app.max_page_size' }],
      [good, null],
      [good, [good]],
      [good, { value: 1 }],
    ];
    for (const items of all) await expect(save(...items)).rejects.toMatchObject({ status: 400, code: 10001 });
    expect(await rows()).toEqual([]);
  });

  it('are told all that is wrong with them', async () => {
    const asked = save({ key: 'app.nothing', value: 1 }, { key: 'app.members_only', value: 1 });
    await expect(asked).rejects.toMatchObject({
      body: { details: ['app.nothing is not a setting', 'app.members_only must be true or false'] },
    });
  });

  it.each([[{}], [{ items: [] }], [{ items: {} }], [{ items: 'all' }], [null], [[]]])(
    'are not saved by %j',
    async (body) => {
      await expect(keeper.post('/v1/admin/settings/save', body)).rejects.toMatchObject({ status: 400, code: 10001 });
    },
  );

  it('may not contradict one another, nor what holds already', async () => {
    const length = 'web_profile.default_tweet_max_length';
    const web = 'web_profile.tweet_web_ellipsis_size';
    const mobile = 'web_profile.tweet_mobile_ellipsis_size';
    const refused = { status: 400, code: 10001 };
    await expect(save({ key: length, value: 399 })).rejects.toMatchObject(refused); // folded at 400 by default
    await expect(save({ key: 'app.default_page_size', value: 101 })).rejects.toMatchObject(refused);
    await expect(save({ key: 'app.max_page_size', value: 9 })).rejects.toMatchObject(refused);
    await save({ key: length, value: 200 }, { key: web, value: 200 }, { key: mobile, value: 100 });
    await expect(save({ key: web, value: 400 })).rejects.toMatchObject(refused);
    await save(...[length, web, mobile].map((key, index) => ({ key, value: [2000, 400, 300][index] })));
    expect(await rows()).toEqual([]);
  });

  it('end as one of the administrators asked, when several ask at once', async () => {
    const both = (length: number) =>
      save(
        { key: 'web_profile.default_tweet_max_length', value: length },
        { key: 'web_profile.tweet_web_ellipsis_size', value: length },
        { key: 'web_profile.tweet_mobile_ellipsis_size', value: length },
      );
    await Promise.all([100, 200, 300, 400, 500].map(both));
    const stored = await rows();
    expect(new Set(stored.map(({ value }) => value as string)).size).toBe(1);
    await save(
      { key: 'web_profile.default_tweet_max_length', value: 2000 },
      { key: 'web_profile.tweet_web_ellipsis_size', value: 400 },
      { key: 'web_profile.tweet_mobile_ellipsis_size', value: 300 },
    );
  });

  it('keep a secret to themselves', async () => {
    const key = 'alipay.private_key';
    const answer = await keeper.request('POST', '/v1/admin/settings/save', {
      items: [{ key, value: 'between us' }],
    });
    const schema = await keeper.request('GET', '/v1/admin/settings/schema');
    const values = await keeper.request('GET', '/v1/admin/settings/values');
    const [row] = await rows();
    expect(JSON.stringify([answer, schema, values, row])).not.toContain('between us');
    expect(await inside(() => community.app.get(CommunitySettings).get())).toMatchObject({
      alipayPrivateKey: 'between us',
    });
    await save({ key, value: '' });
    expect(await valueOf(key)).toMatchObject({ configured: false, source: 'bootstrap' });
  });

  it('hold although a stored one cannot be read', async () => {
    const db = community.app.get(TenantDatabase);
    await inside(() =>
      db.query(`insert into setting (key, value, is_encrypted) values
        ('alipay.private_key', 'v1:bm90IHNlYWxlZCBoZXJlLCBjZXJ0YWlubHkgbm90', true), ('app.max_page_size', '"many"', false),
        ('app.default_page_size', 'five', false), ('app.of_a_later_version', '1', false), ('app.members_only', 'true', false)`),
    );
    const settings = await inside(() => community.app.get(CommunitySettings).load());
    expect(settings).toMatchObject({ alipayPrivateKey: '', maxPageSize: 100, defaultPageSize: 10, membersOnly: true });
    await inside(() => db.query('delete from setting'));
  });

  it('are the administrators’ to see and to change', async () => {
    const ada = await community.member('ada');
    for (const person of [ada, community.guest]) {
      const refused = person === ada ? { status: 403, code: 20022 } : { status: 401, code: 10005 };
      for (const path of ['schema', 'values'])
        await expect(person.get(`/v1/admin/settings/${path}`)).rejects.toMatchObject(refused);
      await expect(person.post('/v1/admin/settings/save', { items: [] })).rejects.toMatchObject(refused);
    }
  });

  it('are those of one community', async () => {
    const there = await community.neighbour();
    const keeperThere = await there.owner();
    await keeperThere.post('/v1/admin/settings/save', {
      items: [{ key: 'web_profile.copyright_top', value: 'canary' }],
    });
    expect(await valueOf('web_profile.copyright_top')).toMatchObject({ source: 'bootstrap' });
    expect(JSON.stringify(await keeper.get('/v1/admin/settings/values'))).not.toContain('canary');
  });
});

describe('a setting that another process changed', () => {
  const community = useCommunity();
  let other: TestCommunity;
  beforeAll(async () => {
    other = communityOf(await bootApi(), community.tenant);
  });
  afterAll(async () => other?.app.close());

  it('holds here within 2 s', async () => {
    const keeper = await community.owner();
    const held = async () => {
      const tenant = (await other.app.get(TenantDirectory).findByHost(community.host))!;
      return tenantScope.run(tenant, async () => (await other.app.get(CommunitySettings).get()).tweetMaxLength);
    };
    expect(await held()).toBe(2000);
    expect(other.app.get(Cache).hears).toBe(true);
    const from = Date.now();
    await keeper.post('/v1/admin/settings/save', {
      items: [{ key: 'web_profile.default_tweet_max_length', value: 900 }],
    });
    while ((await held()) !== 900) {
      expect(Date.now() - from).toBeLessThan(2_000);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
});
