import { type Contract, featureOff, forbidden, invalid, keyReused, noPost } from '../contract.js';
import {
  among,
  anyComment,
  anyPost,
  befriend,
  follow,
  listed,
  newText,
  nothing,
  people,
  type Said,
  seen,
  textBlock,
} from '../conversation.js';
import { refusesOthersThanActive } from '../access.js';
import { post } from '../shapes.js';
import type { Wire } from '../wire.js';

const noFile = { status: 400, code: 30002, error: 'post.not-published' } as const;
const noComment = { status: 404, code: 40003, error: 'comment.not-found' } as const;
const draft = (more: object = {}) => ({ contents: [textBlock()], tags: [], users: [], ...more });

export const posts: Contract = (wire) => {
  describe('POST /v1/post', () => {
    publishing(wire);
    mentioning(wire);
    audiences(wire);
    repeating(wire);
    refusals(wire);
  });
  describe('GET /v1/post', () => reading(wire));
  describe('DELETE /v1/post', () => removing(wire));
  refusesOthersThanActive(wire, ['POST /v1/post', 'DELETE /v1/post']);
};

function publishing(wire: () => Wire): void {
  it('answers the new post, which others then have just so', async () => {
    const { poster, reader } = await people(wire(), 'poster', 'reader');
    const before = await poster.get('/v1/user/info');
    const contents = [
      { content: 'https://example.org/a?b=c', type: 6, sort: 102 },
      { content: 'About <b>herons</b>', type: 2, sort: 101 },
      { content: 'Herons', type: 1, sort: 100 },
    ];
    const body = { contents, tags: ['heron', ' ', 'Bird'], users: ['reader'] };
    const made = await wire().ok<Said>(poster, 'POST /v1/post', { body }, post);
    expect(made).toMatchObject({
      user_id: poster.id,
      user: { id: poster.id, username: 'poster', status: 1, is_admin: false },
      contents: [
        { post_id: made.id, content: 'Herons', type: 1, sort: 100 },
        { post_id: made.id, content: 'About &lt;b>herons&lt;/b>', type: 2, sort: 101 },
        { post_id: made.id, content: 'https://example.org/a?b=c', type: 6, sort: 102 },
      ],
      tags: { heron: 1, Bird: 1 },
      ...{ comment_count: 0, collection_count: 0, share_count: 0, upvote_count: 0, attachment_price: 0 },
      ...{ visibility: 0, is_top: 0, is_essence: 0, is_lock: 0 },
    });
    expect([made['latest_replied_on'], made['modified_on']]).toEqual([made['created_on'], made['created_on']]);
    for (const who of [wire().guest, reader, poster]) expect(await seen(wire(), who, made.id)).toEqual(made);
    const inList = (await listed(wire(), reader, 'GET /v1/posts', { style: 'newest' })).find(
      ({ id }) => id === made.id,
    );
    expect(inList).toEqual(made);
    expect((await poster.get('/v1/user/info'))['tweets_count']).toBe(Number(before['tweets_count']) + 1);
  });
}

function mentioning(wire: () => Wire): void {
  it('tells those who are named, if they may see it', async () => {
    const { poster, reader } = await people(wire(), 'poster', 'reader');
    const open = await anyPost(poster, { users: ['reader', 'poster', 'nobodyhere'] });
    const closed = await anyPost(poster, { users: ['reader'], visibility: 1 });
    await wire().settle();
    const told = (await reader.messages()).filter(({ type }) => type === 1).map(({ post_id: id }) => id);
    expect(told.filter((id) => id === open.id || id === closed.id)).toEqual([open.id]);
    expect((await poster.messages()).some(({ post_id: id }) => id === open.id)).toBe(false);
  });
}

function audiences(wire: () => Wire): void {
  it.each<[visibility: number, shown: number, readers: string[]]>([
    [0, 0, ['guest', 'stranger', 'follower', 'friend', 'admin', 'poster']],
    [1, 1, ['admin', 'poster']],
    [2, 2, ['friend', 'admin', 'poster']],
    [3, 3, ['follower', 'friend', 'admin', 'poster']],
    [7, 1, ['admin', 'poster']],
  ])('of visibility %i is %i, and for %j', async (visibility, shown, readers) => {
    const members = await audience(wire());
    const made = await wire().ok<Said>(members.poster, 'POST /v1/post', { body: draft({ visibility }) }, post);
    expect(made['visibility']).toBe(shown);
    const everybody = { ...members, guest: wire().guest, admin: await wire().admin() };
    for (const [name, who] of Object.entries(everybody)) {
      if (readers.includes(name)) expect(await seen(wire(), who, made.id)).toMatchObject({ visibility: shown });
      else await wire().refused(who, 'GET /v1/post', { query: { id: made.id } }, forbidden);
      const isListed = await among([made.id], listed(wire(), who, 'GET /v1/user/posts', { username: 'poster' }));
      expect([name, isListed]).toEqual([name, readers.includes(name) ? [made.id] : []]);
    }
  });
}

/** The same members each time: who follows and who is a friend of the author. */
async function audience(wire: Wire) {
  const members = await people(wire, 'poster', 'stranger', 'follower', 'friend');
  const { poster, follower, friend } = members;
  await follow(follower, poster);
  const { is_friend: isFriend } = await friend.get('/v1/user/profile?username=poster');
  if (!isFriend) await befriend(friend, poster);
  return members;
}

function repeating(wire: () => Wire): void {
  it('takes a key for one post', async () => {
    const { poster } = await people(wire(), 'poster');
    const headers = { 'idempotency-key': 'a key' };
    const saying = (text: string) => ({ body: draft({ contents: [textBlock(text)] }), headers });
    const made = await wire().ok(poster, 'POST /v1/post', saying('This'), post);
    expect(await wire().ok(poster, 'POST /v1/post', saying('This'), post)).toEqual(made);
    await wire().refused(poster, 'POST /v1/post', saying('That'), keyReused);
  });
}

function refusals(wire: () => Wire): void {
  const refuses = async (more: object, refusal: Parameters<Wire['refused']>[3]) => {
    const { poster } = await people(wire(), 'poster');
    const count = async () => (await poster.get('/v1/user/info'))['tweets_count'];
    const before = await count();
    await wire().refused(poster, 'POST /v1/post', { body: draft(more) }, refusal);
    expect(await count()).toBe(before);
  };

  it('refuses posts without a text, and links that are none', async () => {
    await refuses({ contents: [] }, invalid);
    await refuses({ contents: [textBlock(' ')] }, invalid);
    await refuses({ contents: [textBlock(), { content: 'javascript:alert(1)', type: 6, sort: 101 }] }, invalid);
  });

  it.each([3, 4, 5, 7, 8])('refuses files of type %i that are not of this community', async (type) => {
    const file = { content: 'https://elsewhere.example/oss/paopao/public/image/a.png', type, sort: 101 };
    await refuses({ contents: [textBlock(), file] }, noFile);
  });

  it('refuses to quote what is not there, or not for this member', async () => {
    const { reader } = await people(wire(), 'reader');
    await refuses({ quote_id: nothing }, noPost);
    await refuses({ quote_id: (await anyPost(reader, { visibility: 1 })).id }, forbidden);
  });

  it('refuses what the community has switched off', async () => {
    const these = (on: boolean) => ({ 'web_profile.use_friendship': on, 'web_profile.allow_tweet_video': on });
    await wire().where(these(false), these(true), async () => {
      await refuses({ visibility: 2 }, featureOff);
      await refuses(
        { contents: [textBlock(), { content: 'https://x.example/a.mp4', type: 4, sort: 101 }] },
        featureOff,
      );
    });
  });
}

function reading(wire: () => Wire): void {
  it('says of the author what they are to the viewer', async () => {
    const { poster, stranger, follower, friend } = await audience(wire());
    const { id } = await anyPost(poster);
    const ties = async (who = wire().guest) => {
      const { user } = (await seen(wire(), who, id)) as unknown as { user: Record<string, boolean> };
      return [user['is_friend'], user['is_following']];
    };
    expect(await Promise.all([ties(), ties(stranger), ties(follower)])).toEqual([
      [false, false],
      [false, false],
      [false, true],
    ]);
    expect((await ties(friend))[0]).toBe(true);
  });

  it('refuses ids that nothing has, and what is none', async () => {
    for (const who of [wire().guest, await wire().member('poster')]) {
      await wire().refused(who, 'GET /v1/post', { query: { id: nothing } }, noPost);
      for (const id of ['', 0, -1, 'x', '1.5']) await wire().refused(who, 'GET /v1/post', { query: { id } }, invalid);
      await wire().refused(who, 'GET /v1/post', {}, invalid);
    }
  });
}

function removing(wire: () => Wire): void {
  it('takes the post, and all that stands under it, from everybody', async () => {
    const { poster, reader } = await people(wire(), 'poster', 'reader');
    const { id } = await anyPost(poster, { tags: ['passing'] });
    const { id: commentId } = await anyComment(reader, id);
    for (const mark of ['star', 'collection']) await reader.post(`/v1/post/${mark}`, { id });
    const before = await poster.get('/v1/user/info');
    await wire().ok(poster, 'DELETE /v1/post', { body: { id } });
    for (const who of [wire().guest, reader, poster])
      await wire().refused(who, 'GET /v1/post', { query: { id } }, noPost);
    expect(await among([id], listed(wire(), poster, 'GET /v1/user/posts', { username: 'poster' }))).toEqual([]);
    for (const route of ['GET /v1/user/stars', 'GET /v1/user/collections'] as const)
      expect(await among([id], listed(wire(), reader, route))).toEqual([]);
    await wire().refused(reader, 'DELETE /v1/post/comment', { body: { id: commentId } }, noComment);
    expect((await poster.get('/v1/user/info'))['tweets_count']).toBe(Number(before['tweets_count']) - 1);
    await wire().refused(poster, 'DELETE /v1/post', { body: { id } }, noPost);
  });

  it('is for the author and administrators', async () => {
    const { poster, reader } = await people(wire(), 'poster', 'reader');
    const { id } = await anyPost(poster);
    const before = await seen(wire(), reader, id);
    await wire().refused(reader, 'DELETE /v1/post', { body: { id } }, forbidden);
    expect(await seen(wire(), reader, id)).toEqual(before);
    const count = async () => (await poster.get('/v1/user/info'))['tweets_count'];
    const written = await count();
    await wire().ok(await wire().admin(), 'DELETE /v1/post', { body: { id } });
    await wire().refused(poster, 'GET /v1/post', { query: { id } }, noPost);
    expect(await count()).toBe(Number(written) - 1);
  });

  it('refuses ids that nothing has', async () => {
    const { poster } = await people(wire(), 'poster');
    await wire().refused(poster, 'DELETE /v1/post', { body: { id: nothing } }, noPost);
    await wire().refused(poster, 'DELETE /v1/post', { body: { id: newText() } }, invalid);
  });
}
