import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DiscoveryService } from '@nestjs/core';
import { initialSettings, type SettingName, settingTable } from '#community/site';
import type { Data, Person } from '../../../test/support/person.js';
import { Uploader } from '../../../test/support/upload.js';
import { Visitor } from '../../../test/support/visitor.js';
import { useWallet } from '../../../test/support/use-wallet.js';

/** Stands for Alipay, which says nothing useful. */
class CountingGateway {
  asked = 0;
  private server?: Server;

  async start(): Promise<void> {
    this.server = createServer((_request, response) => {
      this.asked += 1;
      response.writeHead(502).end();
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}/gateway.do`;
  }
}

type Value = boolean | number | string;

const gateway = new CountingGateway();

beforeAll(() => gateway.start());
const wallet = useWallet();
const alipay = useWallet('alipay', () => gateway.url);
afterAll(() => gateway.stop());
const { community } = wallet;
const off = { status: 403, error: 'site.feature-off' };
const choose = (name: SettingName, value: Value) => wallet.chooses({ [settingTable[name].key]: value });
const profile = () => community.guest.get('/v1/site/profile');
const zip = Buffer.concat([Buffer.from('PK\u0003\u0004some files', 'latin1'), Buffer.alloc(64)]);
const film = Buffer.concat([Buffer.from('\0\0\0\u0018ftypisom\0\0\u0002\0isommp41', 'latin1'), Buffer.alloc(64)]);
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
let people = 0;
const newcomer = (): Promise<Person> => community.member(`ada${(people += 1)}`);

/** For what clients do with a value: they are told it. */
const isTold = (name: SettingName, value: Value) => async () => {
  const field = settingTable[name].key.replace('web_profile.', '');
  expect((await profile())[field]).toBe(initialSettings[name]);
  await choose(name, value);
  expect((await profile())[field]).toBe(value);
};

/** What was done before is refused now, or the other way round. */
const decides =
  (name: SettingName, value: Value, attempt: (person: Person) => Promise<unknown>, refused: object = off) =>
  async () => {
    const allowed = initialSettings[name];
    const person = await newcomer();
    const tries = {
      done: () => attempt(person),
      refused: () => expect(attempt(person)).rejects.toMatchObject(refused),
    };
    if (allowed) await tries.done();
    else await tries.refused();
    await choose(name, value);
    if (allowed) await tries.refused();
    else await tries.done();
  };

async function upload(person: Person, type: string, bytes: Buffer, as: string): Promise<Data> {
  const { status, body } = await new Uploader(community.app, person).attempt(type, bytes, as);
  if (status !== 200) throw Object.assign(new Error(body), JSON.parse(body), { status });
  return (JSON.parse(body) as { data: Data }).data;
}

async function sell(person: Person): Promise<void> {
  const { content } = await upload(person, 'attachment', zip, 'application/zip');
  const contents = [
    { content: `For sale, no. ${(people += 1)}`, type: 2, sort: 100 },
    { content, type: 7, sort: 101 },
  ];
  await person.post('/v1/post', { contents, tags: [], users: [], attachment_price: 100 });
}

const whisper = (from: Person, to: Person) =>
  from.post('/v1/user/whisper', { user_id: to.id, content: `No. ${(people += 1)}` });

const topicNames = async (person: Person, type: string) =>
  ((await person.get(`/v1/tags?type=${type}&num=20`))['topics'] as Data[]).map(({ tag }) => tag);

const pageSize = async (asked = '') =>
  ((await community.guest.get(`/v1/posts?style=newest${asked}`))['pager'] as Data)['page_size'];

/** Binds a phone, and once more with the same code. */
async function bindTwice(): Promise<unknown> {
  const member = await newcomer();
  const providers = community.app.get(DiscoveryService, { strict: false }).getProviders();
  const proofs = providers.find(({ name }) => name === 'CodeProofs')!.instance as {
    make(of: string, code: string): Buffer;
  };
  const made = jest.spyOn(proofs, 'make'); // for codes which only people see
  try {
    const { id } = await member.get('/v1/captcha');
    const phone = `1380000${String((people += 1)).padStart(4, '0')}`;
    await member.post('/v1/captcha', { phone, img_captcha_id: id, img_captcha: made.mock.lastCall![1] });
    const captcha = made.mock.lastCall![1];
    await member.post('/v1/user/phone', { phone, captcha });
    return await member.post('/v1/user/phone', { phone, captcha });
  } finally {
    made.mockRestore();
  }
}

async function asksAlipayWithout(name: SettingName | null): Promise<boolean> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const { alipayAppId, alipayPrivateKey, alipayPublicKey } = settingTable;
  const keys = { [alipayAppId.key]: '2021', [alipayPrivateKey.key]: privateKey, [alipayPublicKey.key]: publicKey };
  await alipay.chooses({ ...keys, ...(name && { [settingTable[name].key]: '' }) });
  const before = gateway.asked;
  const member = await alipay.community.member('ada');
  await expect(member.post('/v1/user/recharge', { amount: 1 })).rejects.toMatchObject({ code: 70001 });
  return gateway.asked > before;
}

/** Guests see it on the front page. */
const isOnPages = (name: SettingName, chosen: string, shown: string) => async () => {
  const front = async () => (await community.guest.request('GET', '/')).body;
  expect(await front()).not.toContain(shown);
  await choose(name, chosen);
  expect(await front()).toContain(shown);
};

/** Alipay is asked only by a community that has all three. */
const isNeeded = (name: SettingName) => async () => {
  expect(await asksAlipayWithout(null)).toBe(true);
  expect(await asksAlipayWithout(name)).toBe(false);
};

const effects: Readonly<Record<SettingName, () => Promise<void>>> = {
  useFriendship: async () => {
    const other = await newcomer();
    const ask = (person: Person) => person.post('/v1/friend/requesting', { user_id: other.id, greetings: 'Shall we?' });
    await decides('useFriendship', false, ask)();
  },
  enableTrendsBar: decides('enableTrendsBar', true, (person) => person.get('/v1/trends/index')),
  enableWallet: async () => {
    const member = await newcomer();
    await member.post('/v1/user/recharge', { amount: 1 });
    expect(await profile()).toMatchObject({ enable_wallet: true });
    await choose('enableWallet', false);
    await expect(member.post('/v1/user/recharge', { amount: 1 })).rejects.toMatchObject({ status: 404 });
    expect(await profile()).toMatchObject({ enable_wallet: false });
  },
  allowTweetAttachment: decides('allowTweetAttachment', false, (person) =>
    upload(person, 'attachment', zip, 'application/zip'),
  ),
  allowTweetAttachmentPrice: async () => {
    await decides('allowTweetAttachmentPrice', true, sell)();
    expect(await profile()).toMatchObject({ allow_tweet_attachment_price: true });
    await choose('enableWallet', false);
    expect(await profile()).toMatchObject({ allow_tweet_attachment_price: false });
  },
  allowTweetVideo: decides('allowTweetVideo', false, (person) => upload(person, 'public/video', film, 'video/mp4')),
  allowUserRegister: decides('allowUserRegister', false, newcomer, { status: 403, code: 20023 }),
  allowPhoneBind: async () => {
    const member = await newcomer();
    const bind = () => member.post('/v1/user/phone', { phone: '13800000000', captcha: '123456' });
    await expect(bind()).rejects.toMatchObject(off);
    await choose('allowPhoneBind', true);
    await expect(bind()).rejects.toMatchObject({ code: 20018 }); // nobody was sent this code
  },
  tweetMaxLength: async () => {
    const member = await newcomer();
    await member.posts('x'.repeat(2000));
    await choose('tweetMaxLength', 400);
    await member.posts('x'.repeat(400));
    await expect(member.posts('x'.repeat(401))).rejects.toMatchObject({ status: 400 });
  },
  webEllipsisSize: isTold('webEllipsisSize', 100),
  mobileEllipsisSize: isTold('mobileEllipsisSize', 100),
  tweetVisibility: isTold('tweetVisibility', 'following'),
  messageInterval: isTold('messageInterval', 10_000),
  copyrightTop: isTold('copyrightTop', 'Herons'),
  copyrightLeft: isTold('copyrightLeft', 'Herons'),
  copyrightLeftLink: isTold('copyrightLeftLink', 'https://example.org'),
  copyrightRight: isTold('copyrightRight', 'Herons'),
  copyrightRightLink: isTold('copyrightRightLink', 'https://example.org'),
  tagline: isOnPages('tagline', 'A place for herons', 'A place for herons'),
  accent: isOnPages('accent', '#B3203C', '/assets/look-b3203c-round.css'),
  corners: isOnPages('corners', 'square', '/assets/look-usual-square.css'),
  appearance: isOnPages('appearance', 'dark', 'data-look="dark"'),
  wideLogoGround: async () => {
    const { username, password } = await community.owner();
    const desk = new Visitor(community.app, community.host);
    await desk.signIn(username, password);
    await desk.open('/manage/look');
    await desk.submit('/manage/look', {}, { wide_logo: { bytes: onePixel } });
    await isOnPages('wideLogoGround', 'dark', 'wide-logo on-dark')();
    await desk.open('/manage/look');
    await desk.submit('/manage/look', { 'wide_logo.remove': '1' });
  },
  suggestedMembers: async () => {
    const [heron, crane, member] = [await newcomer(), await newcomer(), await newcomer()];
    const visitor = new Visitor(community.app, community.host);
    await visitor.signIn(member.username, member.password);
    const first = async () => {
      await visitor.open('/welcome/people');
      return visitor.texts('.row-text b').slice(0, 2);
    };
    expect(await first()).not.toEqual([crane.username, heron.username]);
    await choose('suggestedMembers', `${crane.username} nobody ${heron.username.toUpperCase()}`);
    expect(await first()).toEqual([crane.username, heron.username]);
  },
  featuredTopics: async () => {
    const [member, names] = [await newcomer(), topicNames];
    for (const tags of [['herons'], ['herons', 'cranes']]) await member.posts(`About ${tags.length}`, { tags });
    await community.settle();
    expect((await names(member, 'hot')).slice(0, 1)).toEqual(['herons']);
    await choose('featuredTopics', 'Cranes Tall and loud');
    expect((await names(member, 'hot')).slice(0, 2)).toEqual(['cranes', 'herons']);
    const visitor = new Visitor(community.app, community.host);
    await visitor.open('/topic/cranes');
    expect(visitor.texts('.topic-about')).toEqual(['Tall and loud']);
  },
  unlistedTopics: async () => {
    const member = await newcomer();
    await member.posts('Buy', { tags: ['bargains'] });
    await community.settle();
    for (const list of ['hot', 'new']) expect(await topicNames(member, list)).toContain('bargains');
    await choose('unlistedTopics', 'Bargains');
    for (const list of ['hot', 'new']) expect(await topicNames(member, list)).not.toContain('bargains');
    expect((await member.get('/v1/suggest/tags?k=barg'))['suggest']).toEqual([]);
  },
  membersOnly: async () => {
    const { id } = await (await newcomer()).posts('For members');
    await community.guest.get(`/v1/post?id=${id}`);
    await choose('membersOnly', true);
    const refused = { status: 401, code: 10005, error: 'community.members-only' };
    await expect(community.guest.get(`/v1/post?id=${id}`)).rejects.toMatchObject(refused);
  },
  phoneRequired: async () => {
    const member = await newcomer();
    await member.posts('Hello');
    await choose('phoneRequired', true);
    await expect(member.posts('Hello again')).rejects.toMatchObject({ status: 403, code: 20013 });
  },
  timeZone: async () => {
    const [member, other] = [await newcomer(), await newcomer()];
    const start = (zone: string) => `date_trunc('day', now() at time zone '${zone}') at time zone '${zone}'`;
    // 25 hours apart: their days never begin together.
    const [one, another] = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
    const [row] = await wallet.sql<{ isLater: boolean }>(`select ${start(one)} > ${start(another)} as "isLater"`);
    const [later, earlier] = row!.isLater ? [one, another] : [another, one];
    await choose('maxWhisperDaily', 1);
    await choose('timeZone', earlier);
    await whisper(member, other);
    await wallet.sql(`update message set created_at = ${start(later)} - interval '1 second' where sender_id = $1`, [
      member.id,
    ]);
    await expect(whisper(member, other)).rejects.toMatchObject({ code: 50005 });
    await choose('timeZone', later);
    await whisper(member, other);
  },
  maxCommentCount: async () => {
    const member = await newcomer();
    const { id } = await member.posts('A question');
    await member.comments(id, 'one');
    await choose('maxCommentCount', 1);
    await expect(member.comments(id, 'two')).rejects.toMatchObject({ code: 40007 });
  },
  maxWhisperDaily: async () => {
    const [member, other] = [await newcomer(), await newcomer()];
    await whisper(member, other);
    await whisper(member, other);
    await choose('maxWhisperDaily', 2);
    await expect(whisper(member, other)).rejects.toMatchObject({ status: 429, code: 50005 });
  },
  maxCaptchaTimes: async () => {
    await choose('allowPhoneBind', true);
    await bindTwice();
    await choose('maxCaptchaTimes', 1);
    await expect(bindTwice()).rejects.toMatchObject({ code: 20019 });
  },
  defaultPageSize: async () => {
    expect(await pageSize()).toBe(10);
    await choose('defaultPageSize', 3);
    expect(await pageSize()).toBe(3);
  },
  maxPageSize: async () => {
    expect(await pageSize('&page_size=500')).toBe(100);
    await choose('maxPageSize', 200);
    expect(await pageSize('&page_size=500')).toBe(200);
  },
  attachmentIncomeRate: async () => {
    const [seller, buyer] = [await newcomer(), await newcomer()];
    await wallet.paysIn(buyer, 2000);
    await choose('allowTweetAttachmentPrice', true);
    const trade = async () => {
      const { blockIds } = await wallet.sells(seller, 1000);
      await buyer.get(`/v1/attachment?id=${blockIds[0]}`);
      return wallet.balanceOf(seller);
    };
    expect(await trade()).toBe(800);
    await choose('attachmentIncomeRate', 0.5);
    expect(await trade()).toBe(1300);
  },
  alipayAppId: isNeeded('alipayAppId'),
  alipayPrivateKey: isNeeded('alipayPrivateKey'),
  alipayPublicKey: isNeeded('alipayPublicKey'),
};
const names = Object.keys(settingTable) as SettingName[];

describe('what an administrator chooses', () => {
  const usual = { ...initialSettings, enableWallet: true };
  afterEach(() => wallet.chooses(Object.fromEntries(names.map((name) => [settingTable[name].key, usual[name]]))));

  it('has an effect, for each setting there is', () => {
    expect(Object.keys(effects).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('has an effect: %s', (name) => effects[name]());
});
