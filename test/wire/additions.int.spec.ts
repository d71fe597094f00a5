import { crc32 } from 'node:zlib';
import type { WireErrorName } from '#kernel/http';
import { Person } from '../support/person.js';
import { ReadCodes } from '../support/read-codes.js';
import { boundary, formOf, Uploader } from '../support/upload.js';
import { useCommunity } from '../support/use-community.js';
import { keyReused } from './contract.js';
import { anyPost, befriend, follow, nothing, people, type Said, textBlock } from './conversation.js';
import { WireDocument } from './document.js';
import { routes } from './routes.js';
import {
  comment,
  each,
  mismatches,
  noPost,
  ownInfo,
  page,
  post,
  postBlock,
  profile,
  related,
  type Shape,
  topic,
  userCard,
} from './shapes.js';
import { type Sent, Wire } from './wire.js';

/** The routes that the original has not. */
const additions = [
  'POST /v1/post/edit',
  'GET /v1/post/revisions',
  'POST /v1/post/repost',
  'POST /v1/user/block',
  'POST /v1/user/unblock',
  'POST /v1/user/mute',
  'POST /v1/user/unmute',
  'GET /v1/user/blocks',
  'GET /v1/user/mutes',
  'POST /v1/friend/withdraw',
  'POST /v1/user/findable',
  'POST /v1/user/cover',
  'GET /v1/user/sessions',
  'POST /v1/user/session/revoke',
  'POST /v1/auth/logout',
  'POST /v1/admin/user/role',
  'POST /v1/admin/site/logo',
  'POST /v1/attachment/direct',
  'POST /v1/attachment/complete',
  'POST /v1/attachment/description',
  'GET /v1/attachment/usage',
  'GET /v1/attachment/state',
  'GET /v1/uploads/{id}',
  'GET /v1/search',
  'GET /v1/search/suggest',
] as const;
type Addition = (typeof additions)[number];

const block = postBlock;
const described = { ...block, alt: 'text', file: each('any') } as const;
const edited = { ...post, edited: 'id' } as const;
const quoting = { ...post, quoted: post } as const;
/** Its only block is a link that is made for it. */
const repeated = { ...quoting, contents: [{ ...block, id: 'int' }] } as const;
const revisions = { list: [{ number: 'id', contents: [block], tags: post.tags, written_on: 'int' }] } as const;
const commentWithPicture: Shape = { ...(comment as Record<string, Shape>), contents: 'any' };

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const sound = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(64)]);

const codes = new ReadCodes();
const community = useCommunity(codes.change);
let document: WireDocument;
let wire: Wire;
const raised = new Map<string, Set<string>>();

beforeAll(async () => {
  document = WireDocument.parse((await community.guest.request('GET', '/docs/openapi.json')).body);
  wire = new Wire(community, document, codes);
});

/** As the contracts have it, for any route; the wire holds each answer against the description. */
async function ok<T = Said>(who: Person, route: string, sent: Sent = {}, shape?: Shape): Promise<T> {
  const { status, json } = await wire.send(who, route, sent);
  const wrong = shape ? mismatches(json.data, shape) : [json.data].filter(Boolean);
  expect({ route, status, error: json.error, wrong }).toEqual({ route, status: 200, error: undefined, wrong: [] });
  return json.data as T;
}

async function refused(who: Person, route: Addition, sent: Sent, error: WireErrorName, status: number): Promise<void> {
  const answer = await wire.send(who, route, sent);
  expect({ route, status: answer.status, error: answer.json.error }).toEqual({ route, status, error });
  raised.set(route, (raised.get(route) ?? new Set<string>()).add(error));
}

const read = (who: Person, id: number, shape: Shape): Promise<Said> =>
  ok(who, 'GET /v1/post', { query: { id } }, shape);
const publish = (who: Person, more: object, shape: Shape): Promise<Said> =>
  ok(who, 'POST /v1/post', { body: { contents: [textBlock()], tags: [], users: [], ...more } }, shape);

describe('a post with more to it', () => {
  it('has a cover, and says what its pictures show', async () => {
    const { ada } = await people(wire, 'ada');
    const { content } = await new Uploader(community.app, ada).file('public/image', png, 'image/png');
    const contents = [textBlock(), { content, type: 3, sort: 101, alt: ' One red <point> ' }];
    const shape: Shape = { ...post, cover: 'text', contents: 'any' };
    const made = await publish(ada, { contents, cover: 'Red' }, shape);
    expect(mismatches((made['contents'] as unknown[])[1], described)).toEqual([]);
    expect(made).toMatchObject({ cover: 'Red', contents: [{}, { content, alt: expect.stringContaining('One red') }] });
    expect(JSON.stringify(made)).not.toContain('<point');
    expect(await read(community.guest, made.id, shape)).toEqual(made);
  });

  it('has comments whose pictures say what they show', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const { id } = await anyPost(ada);
    const { content } = await new Uploader(community.app, bob).file('public/image', png, 'image/png');
    const contents = [textBlock(), { content, type: 3, sort: 101, alt: 'One red point' }];
    await bob.post('/v1/post/comment', { post_id: id, contents, users: [] });
    const sent = { query: { id } };
    const { list } = await ok<{ list: Said[] }>(ada, 'GET /v1/post/comments', sent, page(commentWithPicture));
    expect(list[0]).toMatchObject({ contents: [{ type: 2 }, { type: 3, content, alt: 'One red point' }] });
  });

  it('has sounds, which are uploaded as such and play from where they are', async () => {
    const { ada } = await people(wire, 'ada');
    const file = await new Uploader(community.app, ada).file('public/audio', sound, 'audio/ogg');
    expect(document.faults('POST /v1/attachment', 200, { code: 0, msg: 'success', data: file })).toEqual([]);
    expect(file).toMatchObject({ type: 3, user_id: ada.id, file_size: sound.length, img_width: 0, img_height: 0 });
    const contents = [textBlock(), { content: file.content, type: 5, sort: 101 }];
    const made = await publish(ada, { contents }, post);
    expect(made['contents']).toMatchObject([{ type: 2 }, { type: 5, content: file.content }]);
    const { pathname } = new URL(file.content);
    const played = await community.app.inject({ url: pathname, headers: { host: community.host, range: 'bytes=0-3' } });
    expect([played.statusCode, played.headers['content-type'], played.body]).toEqual([
      206,
      expect.stringContaining('audio/ogg'),
      'OggS',
    ]);
  });

  it('is made once by a request that comes again with its key', async () => {
    const { ada } = await people(wire, 'ada');
    const once = (content: string) => ({
      body: { contents: [textBlock(content)], tags: [], users: [] },
      headers: { 'idempotency-key': 'once' },
    });
    const made = await ok(ada, 'POST /v1/post', once('The first'), post);
    expect(await ok(ada, 'POST /v1/post', once('The first'), post)).toEqual(made);
    await wire.refused(ada, 'POST /v1/post', once('The second'), keyReused);
    expect((await publish(ada, {}, post)).id).not.toBe(made.id);
  });
});

describe('editing a post', () => {
  const edit = (who: Person, body: object, shape: Shape = edited) =>
    ok(who, 'POST /v1/post/edit', { body: { tags: [], users: [], ...body } }, shape);
  const listed = (who: Person, id: number) =>
    ok<{ list: Said[] }>(who, 'GET /v1/post/revisions', { query: { id } }, revisions);

  it('says something else, and keeps what was said', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const made = await ada.posts('Sew', { tags: ['spelling'] });
    expect(await listed(bob, made.id)).toEqual({ list: [] });
    const answer = await edit(ada, { id: made.id, contents: [textBlock('So')], users: ['bob'] });
    expect(answer).toMatchObject({ id: made.id, edited: 1, tags: {}, contents: [{ content: 'So', post_id: made.id }] });
    expect(await read(bob, made.id, edited)).toEqual(answer);
    expect(await edit(ada, { id: made.id, contents: [textBlock('So')] })).toEqual(answer);
    expect((await listed(community.guest, made.id)).list).toEqual([
      { number: 1, contents: made['contents'], tags: { spelling: 1 }, written_on: made['created_on'] },
    ]);
    await community.settle();
    expect(await bob.messages()).toContainEqual(expect.objectContaining({ type: 1, post_id: made.id }));
  });

  it('is for its author, and within the rules of a new one', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const made = await anyPost(ada);
    const body = { id: made.id, contents: [textBlock()], tags: [], users: [] };
    const route = 'POST /v1/post/edit';
    for (const who of [bob, await wire.admin()]) await refused(who, route, { body }, 'member.forbidden', 403);
    await refused(ada, route, { body: { ...body, id: nothing } }, 'post.not-found', 404);
    const foreign = [textBlock(), { content: 'https://elsewhere.example/a.png', type: 3, sort: 101 }];
    await refused(ada, route, { body: { ...body, contents: foreign } }, 'post.not-published', 400);
    await refused(ada, route, { body: { ...body, contents: [] } }, 'request.invalid', 400);
    const film = [textBlock(), { content: 'https://x.example/a.mp4', type: 4, sort: 101 }];
    const films = (on: boolean) => ({ 'web_profile.allow_tweet_video': on });
    await wire.where(films(false), films(true), () =>
      refused(ada, route, { body: { ...body, contents: film } }, 'site.feature-off', 403),
    );
    await refused(community.guest, route, { body }, 'auth.token-invalid', 401);
    expect(await read(bob, made.id, post)).toEqual(made);
  });

  it('shows former texts to those who see the post', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const { id } = await anyPost(ada, { visibility: 1 });
    await edit(ada, { id, contents: [textBlock()] });
    expect((await listed(ada, id)).list).toHaveLength(1);
    const route = 'GET /v1/post/revisions';
    for (const who of [bob, community.guest]) await refused(who, route, { query: { id } }, 'member.forbidden', 403);
    await refused(ada, route, { query: { id: nothing } }, 'post.not-found', 404);
  });
});

describe('passing posts on', () => {
  const repost = (who: Person, id: number, shape: Shape = repeated) =>
    ok(who, 'POST /v1/post/repost', { body: { id } }, shape);

  it('repeats a post once, with a link to it for clients that know nothing of this', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const original = await anyPost(ada);
    const made = await repost(bob, original.id);
    expect(made).toMatchObject({
      user_id: bob.id,
      contents: [{ id: 0, post_id: made.id, type: 6, content: expect.stringMatching(`/post/${original.id}$`) }],
      quoted: { ...original, share_count: 1 },
    });
    expect(await repost(bob, original.id)).toEqual(made);
    expect(await read(community.guest, made.id, repeated)).toEqual(made);
    expect(await read(bob, original.id, post)).toEqual({ ...original, share_count: 1 });
  });

  it('quotes a post in another, for those who may see it', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const original = await anyPost(ada);
    const made = await publish(bob, { quote_id: original.id }, quoting);
    expect(made['quoted']).toEqual({ ...original, share_count: 1 });
    await ada.post('/v1/post/visibility', { id: original.id, visibility: 1 });
    expect(await read(community.guest, made.id, { ...post, quoted: noPost })).toMatchObject({ quoted: { id: 0 } });
    expect(await read(ada, made.id, quoting)).toMatchObject({ quoted: { id: original.id } });
  });

  it('repeats only what is public and there', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const { id } = await anyPost(ada, { visibility: 1 });
    const route = 'POST /v1/post/repost';
    await refused(ada, route, { body: { id } }, 'post.quote-refused', 403);
    await refused(bob, route, { body: { id } }, 'member.forbidden', 403);
    await refused(bob, route, { body: { id: nothing } }, 'post.not-found', 404);
    await refused(community.guest, route, { body: { id } }, 'auth.token-invalid', 401);
    expect((await read(ada, id, post))['share_count']).toBe(0);
  });
});

describe('members who do not want to be found', () => {
  it('say so, and see it in their own account as long as it is so', async () => {
    const [ada, eve] = [await wire.somebody(), await wire.somebody()];
    const route = 'POST /v1/user/findable';
    const suggested = async (who: Person) =>
      ((await who.get(`/v1/suggest/users?k=${ada.username}`))['suggest'] as string[]).includes(ada.username);
    expect(await ada.get('/v1/user/info')).not.toHaveProperty('findable');
    for (let time = 0; time < 2; time += 1) await ok(ada, route, { body: { findable: false } });
    expect(await ok(ada, 'GET /v1/user/info', {}, 'any')).toMatchObject({ findable: false });
    expect(await suggested(eve)).toBe(false);
    await follow(eve, ada);
    expect(await suggested(eve)).toBe(true);
    for (let time = 0; time < 2; time += 1) await ok(ada, route, { body: { findable: true } });
    expect(await ada.get('/v1/user/info')).not.toHaveProperty('findable');
    expect(await suggested(await wire.somebody())).toBe(true);
    for (const findable of [undefined, null, 'false', 0])
      await refused(ada, route, { body: { findable } }, 'request.invalid', 400);
    await refused(community.guest, route, { body: { findable: false } }, 'auth.token-invalid', 401);
  });
});

describe('the page of a member', () => {
  it('has a cover, which is an upload of their own', async () => {
    const [ada, eve] = [await wire.somebody(), await wire.somebody()];
    const route = 'POST /v1/user/cover';
    const { content: cover } = await new Uploader(community.app, ada).file('public/image', png, 'image/png');
    const query = { username: ada.username };
    await ok(ada, route, { body: { cover } });
    const shown = { ...(profile as Record<string, Shape>), cover: 'url' } as const;
    expect(await ok(community.guest, 'GET /v1/user/profile', { query }, shown)).toMatchObject({ cover });
    expect(
      await ok(ada, 'GET /v1/user/info', {}, { ...(ownInfo as Record<string, Shape>), cover: 'url' }),
    ).toMatchObject({ cover });
    for (const wrong of [cover, `${cover}?x`, 'https://example.org/a.png', 7, null])
      await refused(eve, route, { body: { cover: wrong } }, 'request.invalid', 400);
    await refused(community.guest, route, { body: { cover } }, 'auth.token-invalid', 401);
    await ok(ada, route, { body: { cover: '' } });
    await ok(community.guest, 'GET /v1/user/profile', { query }, profile);
  });
});

describe('members who want nothing of each other', () => {
  const act = (who: Person, route: Addition, whom: Person) => ok(who, route, { body: { user_id: whom.id } });
  const kept = async (who: Person, kind: 'blocks' | 'mutes') => {
    const { list } = await ok<{ list: { user_id: number }[] }>(who, `GET /v1/user/${kind}`, {}, page(related));
    return list.map(({ user_id }) => user_id);
  };
  const profile = (who: Person, of: Person) =>
    ok(who, 'GET /v1/user/profile', { query: { username: of.username } }, 'any');
  const sees = async (who: Person, id: number) => (await who.timeline('newest', 100)).some((one) => one['id'] === id);

  it('mute each other without a word', async () => {
    const [ada, eve] = [await wire.somebody(), await wire.somebody()];
    const { id } = await anyPost(eve);
    expect(await profile(ada, eve)).not.toHaveProperty('is_muted');
    for (let time = 0; time < 2; time += 1) await act(ada, 'POST /v1/user/mute', eve);
    expect([await sees(ada, id), await sees(eve, id), await kept(ada, 'mutes')]).toEqual([false, true, [eve.id]]);
    expect(await profile(ada, eve)).toMatchObject({ is_muted: true });
    expect(await profile(eve, ada)).not.toHaveProperty('is_muted');
    expect(await read(ada, id, post)).toMatchObject({ id });
    for (let time = 0; time < 2; time += 1) await act(ada, 'POST /v1/user/unmute', eve);
    expect([await sees(ada, id), await kept(ada, 'mutes')]).toEqual([true, []]);
  });

  it('block each other, and are nothing to each other from then on', async () => {
    const [ada, eve] = [await wire.somebody(), await wire.somebody()];
    const { id } = await anyPost(ada);
    await follow(eve, ada);
    await befriend(eve, ada);
    for (let time = 0; time < 2; time += 1) await act(ada, 'POST /v1/user/block', eve);
    expect([await sees(eve, id), await kept(ada, 'blocks'), await kept(eve, 'blocks')]).toEqual([false, [eve.id], []]);
    expect(await profile(ada, eve)).toMatchObject({ is_blocked: true, is_friend: false });
    expect(await profile(eve, ada)).not.toHaveProperty('is_blocked');
    expect(await profile(eve, ada)).toMatchObject({ is_following: false, is_friend: false });
    await expect(eve.get(`/v1/post?id=${id}`)).rejects.toMatchObject({ error: 'member.forbidden' });
    await expect(follow(eve, ada)).rejects.toMatchObject({ error: 'relation.blocked' });
    await act(ada, 'POST /v1/user/unblock', eve);
    expect([await sees(eve, id), await kept(ada, 'blocks')]).toEqual([true, []]);
  });

  it.each(['block', 'unblock', 'mute', 'unmute'] as const)('cannot %s themselves, or nobody', async (way) => {
    const ada = await wire.member('ada');
    const route = `POST /v1/user/${way}` as const;
    await refused(ada, route, { body: { user_id: ada.id } }, 'friend.act-on-self', 400);
    await refused(ada, route, { body: { user_id: nothing } }, 'member.not-found', 404);
    await refused(ada, route, { body: { user_id: '1' } }, 'request.invalid', 400);
    await refused(community.guest, route, { body: { user_id: ada.id } }, 'auth.token-invalid', 401);
    expect([await kept(ada, 'blocks'), await kept(ada, 'mutes')]).toEqual([[], []]);
  });

  it('take a request to be friends back', async () => {
    const [ada, eve] = [await wire.somebody(), await wire.somebody()];
    const route = 'POST /v1/friend/withdraw';
    const requests = async () => {
      await community.settle();
      return (await eve.messages()).filter(({ type }) => type === 5).length;
    };
    await ada.post('/v1/friend/requesting', { user_id: eve.id, greetings: 'Hi' });
    expect(await requests()).toBe(1);
    for (let time = 0; time < 2; time += 1) await act(ada, route, eve);
    expect(await requests()).toBe(0);
    await eve.post('/v1/friend/add', { user_id: ada.id }); // too late
    expect(await profile(eve, ada)).toMatchObject({ is_friend: false });
    await refused(ada, route, { body: { user_id: ada.id } }, 'friend.act-on-self', 400);
    await refused(ada, route, { body: { user_id: nothing } }, 'friend.not-found', 404);
    const friends = (on: boolean) => ({ 'web_profile.use_friendship': on });
    await wire.where(friends(false), friends(true), () =>
      refused(ada, route, { body: { user_id: eve.id } }, 'site.feature-off', 403),
    );
  });
});

describe('a search', () => {
  const [route, suggest] = ['GET /v1/search', 'GET /v1/search/suggest'] as const;
  const found = <T extends Shape>(item: T): Shape => ({ ...(page(item) as object), understood: 'any' });
  const member: Shape = { ...(userCard as object), follower_count: 'int', snippet: 'text' };
  const bare: Shape = { ...(topic as object), user: 'any' };
  const names: Shape = { topics: [bare], members: [member] };

  it('has posts, members and topics, each as elsewhere with a little more', async () => {
    const { ada } = await people(wire, 'ada');
    const { id } = await ada.posts('A quokka at noon', { tags: ['quokkas'] });
    await community.settle();
    const query = { query: 'quokka from:ada', sort: 'newest', page_size: 1 };
    const posts = await ok<{ list: Said[] }>(ada, route, { query }, found({ ...post, snippet: 'text' }));
    expect(posts).toMatchObject({
      list: [{ id, snippet: 'A <mark>quokka</mark> at noon' }],
      pager: { page: 1, page_size: 1, total_rows: 1 },
      understood: { words: 'quokka', author: 'ada' },
    });
    await ok(community.guest, route, { query: { type: 'member', query: 'ada' } }, found(member));
    await ok(community.guest, route, { query: { type: 'topic', query: 'quokkas' } }, found(bare));
    const shape = { ...(found('any') as object), near: names };
    await ok(ada, route, { query: { query: 'ada', has: ['image', 'video'], tag: 'quokkas' } }, shape);
    await ok(ada, route, { query: { query: 'qoukka' } }, { ...(found('any') as object), instead: 'text' });
    for (const k of ['', 'quok', 'ad']) await ok(community.guest, suggest, { query: { k } }, names);
    const listed = await ok<{ list: Said[] }>(ada, 'GET /v1/posts', { query }, page(post));
    expect(listed.list.map((one) => one.id)).toEqual([id]);
  });

  it('refuses what it does not understand, and guests of a community for its members', async () => {
    await refused(community.guest, route, { query: { type: 'x' } }, 'request.invalid', 400);
    await refused(community.guest, suggest, { query: { k: 'x'.repeat(201) } }, 'request.invalid', 400);
    await wire.where({ 'app.members_only': true }, { 'app.members_only': false }, async () => {
      for (const closed of [route, suggest]) await refused(community.guest, closed, {}, 'community.members-only', 401);
    });
  });
});

describe('the sessions of a member', () => {
  const session: Shape = {
    ...{ id: 'id', current: 'flag', ip: 'text', user_agent: 'text' },
    ...{ created_on: 'id', last_seen_on: 'id', expires_on: 'id' },
  };
  const sessionsOf = async (who: Person) =>
    (await ok<{ list: (Said & { current: number })[] }>(who, 'GET /v1/user/sessions', {}, { list: [session] })).list;
  const again = ({ username, password }: Person) => new Person(community.app, community.host).login(username, password);
  const isIn = async (who: Person) => (await who.request('GET', '/v1/user/info')).status === 200;

  it('are listed, and end one by one', async () => {
    const first = await wire.somebody();
    const [second, third] = [await again(first), await again(first)];
    const all = await sessionsOf(first);
    expect(all).toHaveLength(3);
    expect(all.filter(({ current }) => current === 1)).toHaveLength(1);
    const { id } = (await sessionsOf(second)).find(({ current }) => current === 1)!;
    const stranger = await wire.member('bob');
    const route = 'POST /v1/user/session/revoke';
    await refused(stranger, route, { body: { id } }, 'session.not-found', 404);
    await refused(first, route, { body: { id: nothing } }, 'session.not-found', 404);
    expect(await isIn(second)).toBe(true);
    for (let time = 0; time < 2; time += 1) await ok(first, route, { body: { id } });
    expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual([true, false, true]);
    await ok(third, 'POST /v1/auth/logout');
    await refused(third, 'POST /v1/auth/logout', {}, 'auth.token-revoked', 401);
    expect([await isIn(first), (await sessionsOf(first)).length]).toEqual([true, 1]);
    for (const none of ['GET /v1/user/sessions', 'POST /v1/auth/logout'] as const)
      await refused(community.guest, none, {}, 'auth.token-invalid', 401);
  });
});

describe('the files of a member', () => {
  const [announce, complete, describes] = [
    'POST /v1/attachment/direct',
    'POST /v1/attachment/complete',
    'POST /v1/attachment/description',
  ] as const;
  const announced: Shape = { id: 'id', url: 'url', fields: each('text'), expires_on: 'id' };
  const about = { type: 'public/image', content_type: 'image/png', file_size: png.length };
  const usage: Shape = { files: 'int', bytes: 'int', is_full: 'bool' };
  const usageOf = (who: Person) => ok(who, 'GET /v1/attachment/usage', {}, usage);
  /** As a browser posts the form; answers the id. */
  const brings = async (who: Person, bytes: Buffer): Promise<number> => {
    const body = { ...about, file_size: bytes.length };
    const form = await ok<Said & { url: string; fields: Record<string, string> }>(who, announce, { body }, announced);
    const fields = Object.entries(form.fields).map(([name, value]) => ({ name, value }));
    const payload = formOf([...fields, { name: 'file', type: 'image/png', bytes }]);
    const headers = { host: community.host, 'content-type': `multipart/form-data; boundary=${boundary}` };
    await community.app.inject({ method: 'POST', url: new URL(form.url).pathname, headers, payload });
    return form.id;
  };

  it('are brought to the store by their owner, and completed', async () => {
    const ada = await wire.somebody();
    const id = await brings(ada, png);
    const file = await ok(ada, complete, { body: { id } }, 'any');
    expect(file).toMatchObject({ user_id: ada.id, type: 1, img_width: 1, state: 'pending', description: '' });
    expect(await ok(ada, complete, { body: { id } }, 'any')).toEqual(file);
    const body = { content: file['content'], description: ' A red point ' };
    expect(await ok(ada, describes, { body }, { description: 'text' })).toEqual({ description: 'A red point' });
    expect(await usageOf(ada)).toEqual({ files: 1, bytes: file['file_size'], is_full: false });
    expect(await usageOf(await wire.somebody())).toEqual({ files: 0, bytes: 0, is_full: false });
  });

  it('are announced as something that may be', async () => {
    const ada = await wire.somebody();
    await refused(ada, announce, { body: { ...about, type: 'x' } }, 'request.invalid', 400);
    await refused(ada, announce, { body: { ...about, content_type: 'image/svg+xml' } }, 'upload.type-refused', 415);
    await refused(ada, announce, { body: { ...about, file_size: 2 ** 30 } }, 'upload.too-large', 413);
    const film = { type: 'public/video', content_type: 'video/mp4', file_size: 500 };
    const films = (on: boolean) => ({ 'web_profile.allow_tweet_video': on });
    await wire.where(films(false), films(true), () => refused(ada, announce, { body: film }, 'site.feature-off', 403));
    for (let count = 0; count < 20; count += 1) await ok(ada, announce, { body: about }, announced);
    await refused(ada, announce, { body: about }, 'upload.failed', 400);
    const bob = await wire.somebody();
    await wire.sql('update media_usage set bytes = bytes + 2::bigint ^ 40 where member_id = 0');
    expect(await usageOf(bob)).toMatchObject({ is_full: true });
    await refused(bob, announce, { body: about }, 'upload.quota-exceeded', 507);
    await wire.sql('update media_usage set bytes = bytes - 2::bigint ^ 40 where member_id = 0');
  });

  it('are refused when they are something else, and nobody else’s to complete or describe', async () => {
    const [ada, eve] = [await wire.somebody(), await wire.somebody()];
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(14_000, 16);
    bomb.writeUInt32BE(14_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    await refused(ada, complete, { body: { id: await brings(ada, bomb) } }, 'upload.too-large', 413);
    await refused(ada, complete, { body: { id: await brings(ada, sound) } }, 'upload.type-refused', 415);
    const { id } = await ok(ada, announce, { body: about }, announced);
    await refused(ada, complete, { body: { id } }, 'upload.failed', 400);
    await refused(eve, complete, { body: { id } }, 'request.not-found', 404);
    const { content } = await new Uploader(community.app, ada).file('public/image', png, 'image/png');
    await refused(eve, describes, { body: { content, description: 'Mine' } }, 'request.not-found', 404);
    await refused(ada, describes, { body: { content, description: 7 } }, 'request.invalid', 400);
    for (const route of [announce, complete, describes])
      await refused(community.guest, route, { body: {} }, 'auth.token-invalid', 401);
    await refused(community.guest, 'GET /v1/attachment/usage', {}, 'auth.token-invalid', 401);
  });
});

describe('the state of a file', () => {
  const route = 'GET /v1/attachment/state';
  const state: Shape = {
    ...{ content: 'url', state: 'text', reason: 'text', reason_text: 'text', progress: 'int', thumbhash: 'text' },
    ...{ img_width: 'int', img_height: 'int', duration: 'int', animated: 'bool', variants: ['text'] },
  };

  it('is told to who has uploaded it, before and after its variants are made', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const { content } = await new Uploader(community.app, ada).file('public/image', png, 'image/png');
    const told = (who: Person) =>
      ok<{ list: Said[] }>(who, route, { query: { content } }, { list: [state] }).then(({ list }) => list);
    expect(await told(ada)).toMatchObject([{ content, state: 'pending', img_width: 1, img_height: 1 }]);
    await community.settle();
    expect(await told(ada)).toMatchObject([{ content, state: 'ready', progress: 100 }]);
    expect(await told(bob)).toEqual([]);
    await refused(ada, route, {}, 'request.invalid', 400);
    await refused(community.guest, route, { query: { content } }, 'auth.token-invalid', 401);
  });
});

describe('the role of a member', () => {
  const route = 'POST /v1/admin/user/role';

  it('is given and taken by administrators', async () => {
    const [admin, member] = [await wire.admin(), await wire.somebody()];
    const isAdmin = async () => (await member.request('GET', '/v1/admin/settings/values')).status === 200;
    await refused(member, route, { body: { id: member.id, is_admin: true } }, 'member.not-administrator', 403);
    for (const is_admin of [true, true, false]) {
      await ok(admin, route, { body: { id: member.id, is_admin } });
      expect([await isAdmin(), await member.get('/v1/user/info')]).toMatchObject([is_admin, { is_admin }]);
    }
    await refused(admin, route, { body: { id: admin.id, is_admin: false } }, 'member.protected', 409);
    await refused(admin, route, { body: { id: nothing, is_admin: true } }, 'member.not-found', 404);
    await refused(admin, route, { body: { id: member.id, is_admin: 1 } }, 'request.invalid', 400);
    await wire.bans(member);
    await refused(admin, route, { body: { id: member.id, is_admin: true } }, 'member.protected', 409);
  });
});

describe('the logo', () => {
  const route = 'POST /v1/admin/site/logo';

  it('is chosen and taken away by administrators', async () => {
    const [admin, member] = [await wire.admin(), await wire.somebody()];
    const { content } = await new Uploader(community.app, admin).file('public/image', png, 'image/png');
    const foreign = await new Uploader(community.app, member).file('public/image', png, 'image/png');
    for (const chosen of [content, content, '']) await ok(admin, route, { body: { content: chosen } });
    await refused(admin, route, { body: { content: foreign.content } }, 'request.invalid', 400);
    await refused(admin, route, { body: {} }, 'request.invalid', 400);
    await refused(member, route, { body: { content } }, 'member.not-administrator', 403);
    await refused(community.guest, route, { body: { content } }, 'auth.token-invalid', 401);
  });
});

describe('an upload of several requests', () => {
  const route = 'GET /v1/uploads/{id}';

  it('says how far it has come, to who began it', async () => {
    const { ada, bob } = await people(wire, 'ada', 'bob');
    const about = `type ${btoa('public/image')},filetype ${btoa('image/png')}`;
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(png.length), 'upload-metadata': about };
    const begun = await ada.request('POST', '/v1/uploads', undefined, headers);
    expect(begun.status).toBe(201);
    const path = begun.headers['location'] as string;
    const told = await ada.request('GET', path);
    expect([document.faults(route, 200, JSON.parse(told.body)), told.body]).toEqual([[], begun.body]);
    const missing = await bob.request('GET', path);
    expect([missing.status, document.faults(route, 404, JSON.parse(missing.body))]).toEqual([404, []]);
    raised.set(route, new Set(['request.not-found']));
  });
});

describe('what is added', () => {
  it('is this, and nothing else is described', () => {
    const original = new Set(routes.map((route) => route.replace(/\/$/, '')));
    const added = document.operations.filter((route) => route.includes(' /v1') && !original.has(route as never));
    expect(added.toSorted()).toEqual([...additions].toSorted());
  });

  it('is read, but not written by who is banned', async () => {
    const member = await wire.somebody();
    const { id } = await anyPost(member);
    await wire.bans(member);
    const body = { id, user_id: 1, contents: [textBlock()], tags: [], users: [] };
    const writes = additions.filter((route) => /\/(edit|repost|block|unblock|mute|unmute|withdraw)$/.test(route));
    expect(writes).toHaveLength(7);
    for (const route of writes) await refused(member, route, { body }, 'member.banned', 403);
    for (const route of ['GET /v1/user/blocks', 'GET /v1/user/mutes', 'GET /v1/user/sessions'])
      await ok(member, route, {}, 'any');
    await ok(member, 'GET /v1/post/revisions', { query: { id } }, revisions);
    await ok(member, 'POST /v1/auth/logout');
  });

  it('was refused here in every way of its own', () => {
    // What routes without a refusal of their own refuse, for each sort of access; and what needs a thousand rows, which
    // blocks.int.spec.ts has.
    const bare = ['GET /v1/tags', 'GET /v1/user/info', 'POST /v1/topic/unfollow', 'GET /v1/sync/index'];
    const general = new Set([...bare.flatMap((route) => document.refusals(route)), 'request.too-many']);
    const missing = additions.flatMap((route) =>
      document
        .refusals(route)
        .filter((name) => !general.has(name) && !raised.get(route)?.has(name))
        .map((name) => `${route}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
