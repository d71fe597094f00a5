import type { Person } from '../../support/person.js';
import { refusesGuests } from '../access.js';
import { type Contract, invalid, noMember, notAdministrator } from '../contract.js';
import {
  among,
  anyComment,
  anyPost,
  anyReply,
  befriend,
  follow,
  listed,
  newText,
  people,
  type Said,
  seen,
  textBlock,
} from '../conversation.js';
import { page, post } from '../shapes.js';
import type { Sent, Wire } from '../wire.js';
import type { Uploading } from './media.js';

type Open = () => Wire;

const unknownStyle = { status: 400, code: 30014, error: 'post.style-unknown' } as const;
/** One red point. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/** Lists of posts: of everybody, found, of a member, and kept. */
export const timelines =
  (uploading: Uploading): Contract =>
  (wire) => {
    describe('GET /v1/posts', () => {
      newest(wire);
      hots(wire);
      following(wire);
      pages(wire);
      searching(wire);
      tagged(wire);
    });
    describe('GET /v1/user/posts', () => {
      written(wire, uploading);
      touched(wire);
      profiles(wire);
    });
    kept(wire, 'star');
    kept(wire, 'collection');
    describe('GET /v1/sync/index', () => rebuilding(wire));
    refusesGuests(wire, ['GET /v1/user/collections', 'GET /v1/user/stars', 'GET /v1/sync/index']);
  };

const timeline = (wire: Wire, who: Person, style: string, ids: readonly number[]): Promise<number[]> =>
  among(ids, listed(wire, who, 'GET /v1/posts', { style }));

function newest(wire: Open): void {
  it('has under newest what is public, the latest active first', async () => {
    const { writer, watcher } = await people(wire(), 'writer', 'watcher');
    const first = await anyPost(writer);
    const [closed, second] = [await anyPost(writer, { visibility: 1 }), await anyPost(writer)];
    const ids = [first.id, closed.id, second.id];
    for (const who of [wire().guest, watcher, writer, await wire().admin()])
      expect(await timeline(wire(), who, 'newest', ids)).toEqual([second.id, first.id]);
    await anyComment(watcher, first.id);
    expect(await timeline(wire(), wire().guest, 'newest', ids)).toEqual([first.id, second.id]);
  });

  it('says whom the viewer follows', async () => {
    const { writer, loyal } = await people(wire(), 'writer', 'loyal');
    await follow(loyal, writer);
    const { id } = await anyPost(writer);
    const isFollowing = async (who: Person) => {
      const found = (await listed(wire(), who, 'GET /v1/posts', { style: 'newest' })).find((one) => one.id === id);
      return (found!['user'] as Record<string, unknown>)['is_following'];
    };
    expect([await isFollowing(loyal), await isFollowing(wire().guest)]).toEqual([true, false]);
  });
}

function hots(wire: Open): void {
  it('has under hots what is public, the most talked about first', async () => {
    const { writer, watcher, loyal } = await people(wire(), 'writer', 'watcher', 'loyal');
    const first = await anyPost(writer);
    const [closed, second] = [await anyPost(writer, { visibility: 3 }), await anyPost(writer)];
    const ids = [first.id, closed.id, second.id];
    expect(await timeline(wire(), watcher, 'hots', ids)).toEqual([second.id, first.id]);
    for (const fan of [watcher, loyal]) await fan.post('/v1/post/star', { id: first.id });
    for (const who of [watcher, wire().guest])
      expect(await timeline(wire(), who, 'hots', ids)).toEqual([first.id, second.id]);
  });
}

function following(wire: Open): void {
  it('has under following what one wrote, and what those one is tied to wrote for one', async () => {
    const { idol, pal, viewer, watcher } = await people(wire(), 'idol', 'pal', 'viewer', 'watcher');
    await follow(viewer, idol);
    await befriend(viewer, pal);
    const levels = [0, 1, 2, 3];
    const by = async (author: Person) => {
      const made: number[] = [];
      for (const visibility of levels) made.push((await anyPost(author, { visibility })).id);
      return made;
    };
    const [followed, friends, own, strangers] = [await by(idol), await by(pal), await by(viewer), await by(watcher)];
    const all = [...followed, ...friends, ...own, ...strangers];
    const expected = [followed[0], followed[3], friends[0], friends[2], friends[3], ...own];
    const list = await timeline(wire(), viewer, 'following', all);
    expect(list.toSorted(ascending)).toEqual(expected);
    expect(await timeline(wire(), wire().guest, 'following', all)).toEqual(
      await timeline(wire(), wire().guest, 'newest', all),
    );
  });
}

const ascending = (one: number, other: number): number => one - other;

interface Listed {
  readonly list: Said[];
  readonly pager: { page: number; page_size: number; total_rows: number };
}

function pages(wire: Open): void {
  const ask = (query: Record<string, string | number>) =>
    wire().ok<Listed>(wire().guest, 'GET /v1/posts', { query: { style: 'newest', ...query } }, page(post));

  it('comes in pages, with the exact total', async () => {
    const { writer } = await people(wire(), 'writer');
    const { pager: before } = await ask({});
    const [gone] = [await anyPost(writer), await anyPost(writer), await anyPost(writer)];
    await writer.delete('/v1/post', { id: gone.id });
    const ids = async (size: number, number: number) =>
      (await ask({ page_size: size, page: number })).list.map(({ id }) => id);
    const { pager } = await ask({ page: 2, page_size: 3 });
    expect(pager).toEqual({ page: 2, page_size: 3, total_rows: before.total_rows + 2 });
    expect([...(await ids(2, 1)), ...(await ids(2, 2))]).toEqual(await ids(4, 1));
    expect(await ask({ page: 999 })).toMatchObject({ list: [], pager: { page: 999 } });
  });

  it.each([
    [{}, { page: 1, page_size: 10 }],
    [
      { page: 0, page_size: 0 },
      { page: 1, page_size: 10 },
    ],
    [
      { page: -1, page_size: 1000 },
      { page: 1, page_size: 100 },
    ],
    [
      { page: 'x', page_size: 'x' },
      { page: 1, page_size: 10 },
    ],
  ])('takes the page %j for %j', async (asked, pager) => {
    expect((await ask(asked)).pager).toMatchObject(pager);
  });

  it('refuses styles that it does not know, and none', async () => {
    const queries: Sent['query'][] = [{}, { style: 'oldest' }, { style: '' }, { query: ' ' }];
    for (const who of [wire().guest, await wire().member('writer')]) {
      for (const query of queries) await wire().refused(who, 'GET /v1/posts', { query }, unknownStyle);
    }
  });
}

const find = async (wire: Wire, who: Person, query: Record<string, string>): Promise<Listed> => {
  await wire.settle();
  return wire.ok<Listed>(who, 'GET /v1/posts', { query }, page(post));
};

function searching(wire: Open): void {
  it('finds words in what the viewer may see, whatever the style', async () => {
    const { writer, loyal } = await people(wire(), 'writer', 'loyal');
    await follow(loyal, writer);
    const open = await writer.posts('Quokkas and 袋鼠 at noon');
    const closed = await writer.posts('A quokkas secret', { visibility: 1 });
    const half = await writer.posts('quokkas for followers', { visibility: 3 });
    const found = async (who: Person, query: string) => {
      const { list, pager } = await find(wire(), who, { query, style: 'whatever' });
      expect(pager.total_rows).toBe(list.length);
      return list.map(({ id }) => id).toSorted(ascending);
    };
    expect(await found(wire().guest, 'quokkas')).toEqual([open.id]);
    expect(await found(wire().guest, '袋鼠')).toEqual([open.id]);
    expect(await found(loyal, 'QUOKKAS')).toEqual([open.id, half.id]);
    expect(await found(writer, 'quokkas')).toEqual([open.id, closed.id, half.id]);
    expect(await found(writer, 'quokkas zebras')).toEqual([]);
    const { list } = await find(wire(), wire().guest, { query: 'quokkas' });
    expect(list).toEqual([await seen(wire(), wire().guest, open.id)]);
    await writer.delete('/v1/post', { id: open.id });
    expect(await found(wire().guest, 'quokkas')).toEqual([]);
    await wire().refused(wire().guest, 'GET /v1/posts', { query: { query: 'x'.repeat(201) } }, invalid);
  });
}

function tagged(wire: Open): void {
  it('finds by type=tag what has exactly this topic', async () => {
    const { writer } = await people(wire(), 'writer');
    const made = await writer.posts(newText(), { tags: ['Marsh'] });
    await writer.posts('marsh', { tags: ['marshland'] });
    const closed = await writer.posts(newText(), { tags: ['marsh'], visibility: 1 });
    for (const query of ['marsh', 'MARSH', '#Marsh', ' marsh '])
      expect((await find(wire(), wire().guest, { query, type: 'tag' })).list.map(({ id }) => id)).toEqual([made.id]);
    expect((await find(wire(), writer, { query: 'marsh', type: 'tag' })).list.map(({ id }) => id)).toEqual([
      closed.id,
      made.id,
    ]);
    expect((await find(wire(), wire().guest, { query: 'mar', type: 'tag' })).pager.total_rows).toBe(0);
  });
}

const profile = (wire: Wire, who: Person, username: string, style: string, ids: readonly number[]): Promise<number[]> =>
  among(ids, listed(wire, who, 'GET /v1/user/posts', { username, style }));

function written(wire: Open, uploading: Uploading): void {
  it('has the posts of a member, the highlights, and those with pictures', async () => {
    const { writer, watcher } = await people(wire(), 'writer', 'watcher');
    const { content } = await uploading(writer).file('public/image', picture, 'image/png');
    const contents = [textBlock(), { content, type: 3, sort: 101 }];
    const shown = (await writer.post('/v1/post', { contents, tags: [], users: [] })) as Said;
    const [bright, closed] = [await anyPost(writer), await anyPost(writer, { visibility: 1 })];
    for (const { id } of [bright, closed]) await writer.post('/v1/post/highlight', { id });
    const ids = [shown.id, bright.id, closed.id];
    const tabs = async (who: Person) => {
      const lists = ['post', 'highlight', 'media', 'unheard'].map((style) =>
        profile(wire(), who, 'writer', style, ids),
      );
      return Promise.all(lists);
    };
    const open = [bright.id, shown.id];
    for (const who of [wire().guest, watcher]) expect(await tabs(who)).toEqual([open, [bright.id], [shown.id], open]);
    const all = [closed.id, ...open];
    for (const who of [writer, await wire().admin()])
      expect(await tabs(who)).toEqual([all, [closed.id, bright.id], [shown.id], all]);
  });
}

function touched(wire: Open): void {
  it('has what a member commented on and starred, as far as the viewer sees it', async () => {
    const { idol, viewer, watcher } = await people(wire(), 'idol', 'viewer', 'watcher');
    await follow(viewer, idol);
    const [first, half, second] = [await anyPost(idol), await anyPost(idol, { visibility: 3 }), await anyPost(idol)];
    const ids = [first.id, half.id, second.id];
    for (const { id } of [second, half, first]) await viewer.post('/v1/post/star', { id });
    for (const { id } of [first, half]) await anyComment(viewer, id);
    const { id: commentId } = await anyComment(idol, second.id);
    await anyReply(viewer, commentId);
    const tabs = (who: Person) =>
      Promise.all(['comment', 'star'].map((style) => profile(wire(), who, 'viewer', style, ids)));
    for (const who of [wire().guest, watcher])
      expect(await tabs(who)).toEqual([
        [second.id, first.id],
        [first.id, second.id],
      ]);
    for (const who of [viewer, idol])
      expect(await tabs(who)).toEqual([
        [second.id, half.id, first.id],
        [first.id, half.id, second.id],
      ]);
  });
}

function profiles(wire: Open): void {
  it('needs the name of a member, in capitals or not', async () => {
    const { writer } = await people(wire(), 'writer');
    const { id } = await anyPost(writer);
    expect(await profile(wire(), wire().guest, 'WRITER', 'post', [id])).toEqual([id]);
    const silent = await wire().somebody();
    expect(await listed(wire(), writer, 'GET /v1/user/posts', { username: silent.username })).toEqual([]);
    const route = 'GET /v1/user/posts';
    await wire().refused(writer, route, { query: { username: 'nobodyhere' } }, noMember);
    await wire().refused(wire().guest, route, {}, invalid);
    await wire().refused(wire().guest, route, { query: { username: '' } }, invalid);
  });
}

function kept(wire: Open, mark: 'star' | 'collection'): void {
  const route = `GET /v1/user/${mark}s` as const;

  it(`${route} has one's own, the last first, for as long as one sees them`, async () => {
    const { idol, pal } = await people(wire(), 'idol', 'pal');
    const keeper = await wire().somebody();
    expect(await wire().ok(keeper, route, {}, page(post))).toEqual({
      list: [],
      pager: { page: 1, page_size: 10, total_rows: 0 },
    });
    const [one, two, three] = [await anyPost(idol), await anyPost(pal), await anyPost(keeper, { visibility: 1 })];
    for (const { id } of [two, one, three]) await keeper.post(`/v1/post/${mark}`, { id });
    const list = await listed(wire(), keeper, route);
    expect(list.map(({ id }) => id)).toEqual([three.id, one.id, two.id]);
    expect(list[1]).toEqual(await seen(wire(), keeper, one.id));
    expect(list[0]).toMatchObject({ visibility: 1 });
    await idol.post('/v1/post/visibility', { id: one.id, visibility: 1 });
    expect((await listed(wire(), keeper, route)).map(({ id }) => id)).toEqual([three.id, two.id]);
    expect(await among([two.id], listed(wire(), idol, route))).toEqual([]);
  });
}

function rebuilding(wire: Open): void {
  const route = 'GET /v1/sync/index';

  it('makes the index of posts anew, for administrators', async () => {
    const { writer } = await people(wire(), 'writer');
    const { id } = await writer.posts('An okapi passes');
    const found = async () => (await find(wire(), wire().guest, { query: 'okapi' })).list.map((one) => one.id);
    expect(await found()).toEqual([id]);
    await wire().sql(`delete from search_document where kind = 'post' and id = $1`, [id]);
    expect(await found()).toEqual([]);
    await wire().refused(writer, route, {}, notAdministrator);
    expect(await found()).toEqual([]);
    await wire().ok(await wire().admin(), route);
    expect(await found()).toEqual([id]);
  });
}
