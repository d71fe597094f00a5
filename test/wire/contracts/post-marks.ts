import type { Person } from '../../support/person.js';
import { refusesGuests, refusesOthersThanActive } from '../access.js';
import { type Contract, featureOff, forbidden, invalid, noPost } from '../contract.js';
import { among, anyPost, follow, listed, nothing, people, type Said, seen } from '../conversation.js';
import type { WireRoute } from '../routes.js';
import { post, type Shape } from '../shapes.js';
import type { Refused, Wire } from '../wire.js';

const status: Shape = { status: 'bool' };
const highlight: Shape = { highlight_status: 'flag' };

export const postMarks: Contract = (wire) => {
  favour(wire, { mark: 'star', counter: 'upvote_count', list: 'GET /v1/user/stars' });
  favour(wire, { mark: 'collection', counter: 'collection_count', list: 'GET /v1/user/collections' });
  describe('POST /v1/post/lock', () => lock(wire));
  describe('POST /v1/post/stick', () => stick(wire));
  describe('POST /v1/post/highlight', () => highlighting(wire));
  describe('POST /v1/post/visibility', () => {
    visibility(wire);
    visibilityRefusals(wire);
  });
  const marks = ['star', 'collection', 'lock', 'stick', 'highlight', 'visibility'] as const;
  refusesOthersThanActive(
    wire,
    marks.map((mark) => `POST /v1/post/${mark}` as const),
  );
  refusesGuests(wire, ['GET /v1/post/star', 'GET /v1/post/collection']);
};

interface Favour {
  readonly mark: 'star' | 'collection';
  readonly counter: string;
  readonly list: WireRoute;
}

function favour(wire: () => Wire, { mark, counter, list }: Favour): void {
  const [read, toggle] = [`GET /v1/post/${mark}`, `POST /v1/post/${mark}`] as const;
  const press = (who: Person, id: number) => wire().ok(who, toggle, { body: { id } }, status);
  const isOn = (who: Person, id: number | string) => wire().ok(who, read, { query: { id } }, status);

  describe(toggle, () => {
    it('turns it on and off, for one member, and counts', async () => {
      const { author, fan, other } = await people(wire(), 'author', 'fan', 'other');
      const made = await anyPost(author);
      const state = async () => [
        (await isOn(fan, made.id))['status'],
        (await isOn(other, made.id))['status'],
        (await seen(wire(), wire().guest, made.id))[counter],
        await among([made.id], listed(wire(), fan, list)),
      ];
      expect(await state()).toEqual([false, false, 0, []]);
      expect(await press(fan, made.id)).toEqual({ status: true });
      expect(await state()).toEqual([true, false, 1, [made.id]]);
      expect(await press(other, made.id)).toEqual({ status: true });
      expect(await state()).toEqual([true, true, 2, [made.id]]);
      expect(await press(fan, made.id)).toEqual({ status: false });
      expect(await state()).toEqual([false, true, 1, []]);
      expect(await seen(wire(), author, made.id)).toEqual({ ...made, [counter]: 1 });
    });

    it('needs a post that the member sees', async () => {
      const { author, fan } = await people(wire(), 'author', 'fan');
      for (const visibility of [1, 2, 3]) {
        const { id } = await anyPost(author, { visibility });
        await wire().refused(fan, toggle, { body: { id } }, forbidden);
        expect((await seen(wire(), author, id))[counter]).toBe(0);
      }
      await wire().refused(fan, toggle, { body: { id: nothing } }, noPost);
      await wire().refused(fan, toggle, { body: { id: '1' } }, invalid);
    });
  });

  it(`${read} never refuses an id`, async () => {
    const { fan } = await people(wire(), 'fan');
    for (const id of [nothing, 0, -1, 'x', '', '1e3']) expect(await isOn(fan, id)).toEqual({ status: false });
    expect(await wire().ok(fan, read, {}, status)).toEqual({ status: false });
  });
}

/** The post of somebody else, with this mark or without it. */
const isMarked = async (wire: Wire, id: number, field: string): Promise<unknown> =>
  (await seen(wire, wire.guest, id))[field];

function lock(wire: () => Wire): void {
  const locked = { status: 403, code: 103001, error: 'post.locked' } as const;
  const missing = { status: 404, code: 30005, error: 'post.not-locked' } as const;
  const press = (who: Person, id: number) =>
    wire().ok(who, 'POST /v1/post/lock', { body: { id } }, { lock_status: 'flag' });

  it('closes the post to comments, and opens it again', async () => {
    const { author, fan } = await people(wire(), 'author', 'fan');
    const { id } = await anyPost(author);
    const body = { post_id: id, contents: [{ content: 'Me too', type: 2, sort: 100 }], users: [] };
    expect(await press(author, id)).toEqual({ lock_status: 1 });
    expect(await isMarked(wire(), id, 'is_lock')).toBe(1);
    await wire().refused(fan, 'POST /v1/post/comment', { body }, locked);
    expect(await press(await wire().admin(), id)).toEqual({ lock_status: 0 });
    expect(await isMarked(wire(), id, 'is_lock')).toBe(0);
    await fan.comments(id, 'Me too');
  });

  it('is for the author and administrators', async () => {
    const { author, fan } = await people(wire(), 'author', 'fan');
    const { id } = await anyPost(author);
    await wire().refused(fan, 'POST /v1/post/lock', { body: { id } }, forbidden);
    expect(await isMarked(wire(), id, 'is_lock')).toBe(0);
    await refusesOtherIds(wire(), 'POST /v1/post/lock', author, missing);
  });
}

function stick(wire: () => Wire): void {
  const missing = { status: 404, code: 30011, error: 'post.not-pinned' } as const;
  const press = async (id: number) =>
    wire().ok(await wire().admin(), 'POST /v1/post/stick', { body: { id } }, { top_status: 'flag' });

  it('puts the post before all others in every list, and back', async () => {
    const { author } = await people(wire(), 'author');
    const [older, newer] = [await anyPost(author), await anyPost(author)];
    const orders = async () => {
      const lists = [
        ...['newest', 'hots', 'following'].map((style) => listed(wire(), author, 'GET /v1/posts', { style })),
        listed(wire(), wire().guest, 'GET /v1/user/posts', { username: 'author' }),
      ];
      return Promise.all(lists.map((list) => among([older.id, newer.id], list)));
    };
    const all = (ids: number[]) => [ids, ids, ids, ids];
    expect(await orders()).toEqual(all([newer.id, older.id]));
    expect(await press(older.id)).toEqual({ top_status: 1 });
    expect(await isMarked(wire(), older.id, 'is_top')).toBe(1);
    expect(await orders()).toEqual(all([older.id, newer.id]));
    expect(await press(older.id)).toEqual({ top_status: 0 });
    expect(await orders()).toEqual(all([newer.id, older.id]));
  });

  it('is for administrators, once there is such a post', async () => {
    const { author } = await people(wire(), 'author');
    const { id } = await anyPost(author);
    await wire().refused(author, 'POST /v1/post/stick', { body: { id } }, forbidden);
    expect(await isMarked(wire(), id, 'is_top')).toBe(0);
    await refusesOtherIds(wire(), 'POST /v1/post/stick', author, missing);
  });
}

function highlighting(wire: () => Wire): void {
  const missing = { status: 404, code: 30013, error: 'post.highlight-failed' } as const;
  const route = 'POST /v1/post/highlight';

  it('puts the post among the highlights of its author, and takes it out', async () => {
    const { author } = await people(wire(), 'author');
    const { id } = await anyPost(author);
    const query = { username: 'author', style: 'highlight' };
    for (const [on, list] of [
      [1, [id]],
      [0, []],
    ] as const) {
      expect(await wire().ok(author, route, { body: { id } }, highlight)).toEqual({ highlight_status: on });
      expect(await isMarked(wire(), id, 'is_essence')).toBe(on);
      expect(await among([id], listed(wire(), wire().guest, 'GET /v1/user/posts', query))).toEqual(list);
    }
  });

  it('is for the author only', async () => {
    const { author, fan } = await people(wire(), 'author', 'fan');
    const { id } = await anyPost(author);
    for (const who of [fan, await wire().admin()]) await wire().refused(who, route, { body: { id } }, forbidden);
    expect(await isMarked(wire(), id, 'is_essence')).toBe(0);
    await refusesOtherIds(wire(), route, author, missing);
  });
}

const route = 'POST /v1/post/visibility';
const show = (wire: Wire, who: Person, body: { id: number; visibility: number }) =>
  wire.ok(who, route, { body }, { visibility: 'int' });

function visibility(wire: () => Wire): void {
  it('decides anew who sees the post', async () => {
    const { author, fan, other } = await people(wire(), 'author', 'fan', 'other');
    await follow(fan, author);
    const { id } = await anyPost(author, { tags: ['wandering'] });
    const readers = async () => {
      const may = [wire().guest, other, fan, author].map(async (who) => (await who.request('GET', url)).status === 200);
      return (await Promise.all(may)).map(Number).join('');
    };
    const url = `/v1/post?id=${id}`;
    for (const [level, expected] of [
      [1, '0001'],
      [3, '0011'],
      [2, '0001'],
      [0, '1111'],
    ] as const) {
      expect(await show(wire(), author, { id, visibility: level })).toEqual({ visibility: level });
      expect(await readers()).toBe(expected);
      expect(await seen(wire(), author, id)).toMatchObject({ visibility: level });
    }
  });

  it('has a private post neither on top nor counted in its topics', async () => {
    const { author } = await people(wire(), 'author');
    const { id } = await anyPost(author, { tags: ['wayfaring'] });
    const admin = await wire().admin();
    await admin.post('/v1/post/stick', { id });
    const quotes = async () => {
      await wire().settle();
      const { topics } = (await author.get('/v1/tags?type=new&num=100')) as { topics: { tag: string }[] };
      return topics.filter(({ tag }) => tag === 'wayfaring').length;
    };
    expect(await quotes()).toBe(1);
    await show(wire(), admin, { id, visibility: 1 });
    expect(await seen(wire(), author, id)).toMatchObject({ is_top: 0, visibility: 1 });
    expect(await quotes()).toBe(0);
    await show(wire(), author, { id, visibility: 0 });
    expect(await quotes()).toBe(1);
  });
}

function visibilityRefusals(wire: () => Wire): void {
  const missing = { status: 404, code: 30012, error: 'post.visibility-failed' } as const;

  it('is for the author and administrators, and from 0 to 3', async () => {
    const { author, fan } = await people(wire(), 'author', 'fan');
    const made: Said = await wire().ok(
      author,
      'POST /v1/post',
      { body: { contents: [{ content: 'Mine', type: 2, sort: 0 }], tags: [], users: [] } },
      post,
    );
    const { id } = made;
    await wire().refused(fan, route, { body: { id, visibility: 1 } }, forbidden);
    for (const wrong of [4, -1, 0.5, '1', null])
      await wire().refused(author, route, { body: { id, visibility: wrong } }, invalid);
    const off = { 'web_profile.use_friendship': false };
    await wire().where(off, { 'web_profile.use_friendship': true }, () =>
      wire().refused(author, route, { body: { id, visibility: 2 } }, featureOff),
    );
    expect(await seen(wire(), author, id)).toEqual(made);
    await refusesOtherIds(wire(), route, author, missing, { visibility: 1 });
  });
}

async function refusesOtherIds(
  wire: Wire,
  asked: WireRoute,
  who: Person,
  missing: Refused,
  more: object = {},
): Promise<void> {
  await wire.refused(who, asked, { body: { id: nothing, ...more } }, missing);
  const { id: gone } = await anyPost(who);
  await who.delete('/v1/post', { id: gone });
  await wire.refused(who, asked, { body: { id: gone, ...more } }, missing);
  for (const id of [0, '1', null]) await wire.refused(who, asked, { body: { id, ...more } }, invalid);
}
