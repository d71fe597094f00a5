import { type Id, TenantDatabase } from '#kernel/database';
import { type DomainEvent, Outbox } from '#kernel/jobs';
import {
  PostCounted,
  PostDeleted,
  PostEdited,
  PostPublished,
  PostsPurged,
  PostVisibilityChanged,
} from '#community/posts';
import { behind } from '../../../test/support/behind.js';
import { indexed, insideOf } from '../../../test/support/indexed.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('the index of posts', () => {
  const community = useCommunity();
  const sql = behind(community);
  const inside = insideOf(community);
  const search = indexed(community);
  const found = (words: string) => search('post', words);
  const hot = (words: string) => search('post', words, { order: 'hot' });
  const say = (id: Id, content: string, more = {}) =>
    ada.post('/v1/post/edit', { id, contents: [{ content, type: 2, sort: 0 }], tags: [], users: [], ...more });
  /** Events that come again, or late. */
  const repeat = (...events: DomainEvent[]) =>
    inside(() =>
      community.app
        .get(TenantDatabase)
        .transaction(async () => events.forEach((event) => community.app.get(Outbox).add(event))),
    );
  let ada: Person;
  let bob: Person;
  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('follows a post through its life', async () => {
    const { id } = await ada.posts('lifelong first');
    expect(await found('lifelong')).toEqual([]); // a moment behind
    await community.settle();
    expect(await found('lifelong')).toEqual([id]);
    await say(id, 'lifelong second');
    await community.settle();
    expect([await found('first'), await found('second')]).toEqual([[], [id]]);
    const { id: other } = await ada.posts('lifelong too');
    await (await community.owner()).post('/v1/post/stick', { id });
    await community.settle();
    expect(await found('lifelong')).toEqual([id, other]);
    await ada.delete('/v1/post', { id });
    await community.settle();
    expect(await found('lifelong')).toEqual([other]);
  });

  it('knows who may see a post', async () => {
    const { id } = await ada.posts('levelled');
    const access = { always: [], levels: [{ visibility: 90, authors: 'anyone' }], except: [], without: [] } as const;
    for (const [visibility, expected] of [
      [1, []],
      [0, [id]],
    ] as const) {
      await ada.post('/v1/post/visibility', { id, visibility });
      await community.settle();
      expect(await search('post', 'levelled', { access })).toEqual(expected);
    }
  });

  it('has what pictures are said to show, and neither links nor what hides a post', async () => {
    const { id } = await ada.posts('plain');
    const picture = `'[{"type": 3, "media": "x.png", "alt": "A heron wading"}, {"type": 6, "content": "http://link"}]'`;
    await sql(`update post set blocks = blocks || ${picture}, cover = 'covered' where id = $1`, [id]);
    await community.settle();
    const words = ['wading', 'plain', 'covered', 'png', 'link'];
    expect(await Promise.all(words.map(found))).toEqual([[id], [id], [], [], []]);
    const filters = [{ has: ['image'] }, { has: ['video'] }, { authorId: ada.id }, { authorId: bob.id }] as const;
    const filtered = filters.map((filter) => search('post', 'wading', { filter }));
    expect(await Promise.all(filtered)).toEqual([[id], [], [id], []]);
  });

  it('does not read the end of one text and the beginning of the next as one', async () => {
    const texts = ['swims the wide', 'ocean liner', 'swims', 'the wide ocean'];
    const blocks = (from: number) => texts.slice(from, from + 2).map((content, sort) => ({ content, type: 2, sort }));
    const post = (from: number) => ada.post('/v1/post', { contents: blocks(from), tags: [], users: [] });
    const [apart, together] = [await post(0), await post(2)];
    await community.settle();
    const ids = await search('post', 'wide ocean', { order: 'relevance' });
    expect(ids).toEqual([together['id'], apart['id']]);
  });

  it('knows its topics, and its author by both names', async () => {
    const eve = await community.member('evelyn');
    const { id } = await eve.posts('signed', { tags: ['Waders'] });
    await community.settle();
    expect(await Promise.all(['#waders', 'signed evelyn', 'Moon'].map(found))).toEqual([[id], [id], []]);
    await eve.post('/v1/user/nickname', { nickname: 'Moon' });
    await community.settle();
    expect(await Promise.all(['signed moon', 'signed evelyn'].map(found))).toEqual([[id], [id]]);
    await eve.post('/v1/user/nickname', { nickname: 'Sun' });
    await community.settle();
    expect(await Promise.all(['signed moon', 'signed sun'].map(found))).toEqual([[], [id]]);
  });

  it('follows how hot a post is', async () => {
    const [{ id: one }, { id: other }] = [await ada.posts('heated one'), await ada.posts('heated other')];
    const changes: [() => Promise<unknown>, Id[]][] = [
      [async () => undefined, [other, one]],
      [() => bob.post('/v1/post/star', { id: one }), [one, other]],
      [() => bob.post('/v1/post/star', { id: one }), [other, one]],
      [() => bob.post('/v1/post/collection', { id: one }), [one, other]],
      [() => bob.post('/v1/post/collection', { id: one }), [other, one]],
      [() => bob.comments(one, 'Warm'), [one, other]],
      [() => bob.post('/v1/post/repost', { id: other }), [other, one]],
    ];
    for (const [change, expected] of changes) {
      await change();
      await community.settle();
      expect((await hot('heated')).slice(0, 2)).toEqual(expected);
    }
    const [{ id: repost }] = (await sql('select id from post where quoted_id = $1', [other])) as [{ id: Id }];
    await bob.delete('/v1/post', { id: repost });
    await community.settle();
    expect(await hot('heated')).toEqual([one, other]);
    const [comment] = (await ada.get(`/v1/post/comments?id=${one}`))['list'] as [{ id: Id }];
    await bob.delete('/v1/post/comment', { id: comment.id });
    await community.settle();
    expect(await hot('heated')).toEqual([other, one]);
  });

  it('is not turned back by events that come late, or of posts that are purged', async () => {
    const { id } = await ada.posts('tardy one');
    await community.settle();
    await say(id, 'tardy two');
    await community.settle();
    await repeat(new PostPublished(id, ada.id, [], false), new PostVisibilityChanged(id, false), new PostCounted(id));
    await community.settle();
    expect([await found('one tardy'), await found('two tardy')]).toEqual([[], [id]]);
    await ada.delete('/v1/post', { id });
    await repeat(new PostEdited(id, ada.id, [], false), new PostPublished(id, ada.id, [], false));
    await community.settle();
    expect(await found('tardy')).toEqual([]);
    await sql('delete from post where id = $1', [id]);
    await repeat(new PostEdited(id, ada.id, [], false), new PostDeleted(id, ada.id, ada.id, false));
    await community.settle();
    const document = `select terms::text from search_document where kind = 'post' and id = $1`;
    expect(await sql(document, [id])).toEqual([{ terms: '' }]);
    await repeat(new PostsPurged([id]), new PostsPurged([id]));
    await community.settle();
    expect(await sql(document, [id])).toEqual([]);
  });

  it('is nothing to a neighbour', async () => {
    const neighbour = await community.neighbour();
    const eve = await neighbour.member('eve');
    await eve.posts('bordering');
    await neighbour.settle();
    expect(await found('bordering')).toEqual([]);
    expect(await indexed(neighbour)('post', 'bordering')).toHaveLength(1);
  });
});

describe('making the index anew', () => {
  const community = useCommunity();
  const sql = behind(community);
  const search = indexed(community);
  const tasks = async () =>
    (await sql(`select count(*) as count from jobs.task where kind = 'search.rebuild-index'`))[0]!['count'] as number;

  it('is for administrators, one at a time, and takes in every post, member and topic', async () => {
    const [owner, ada] = [await community.owner(), await community.member('ada')];
    await ada.posts('before', { tags: ['topical'] });
    await community.settle();
    await sql(
      `insert into post (author_id, blocks, visibility, deleted_at)
       select $1, '[{"type": 2, "content": "again"}]', 90, case when number % 10 = 0 then now() end
         from generate_series(1, 1200) number`,
      [ada.id],
    );
    await sql('delete from search_document');
    const answers = await Promise.all(Array.from({ length: 5 }, () => owner.request('GET', '/v1/sync/index')));
    for (const { status, body } of answers) expect([status, body]).toEqual([200, '{"code":0,"msg":"success"}']);
    expect(await tasks()).toBe(1);
    await community.settle();
    expect(await tasks()).toBe(0);
    expect(
      await sql(
        `select kind, count(*) as count, count(*) filter (where terms = '') as gone from search_document
          where kind <> 'word' group by kind order by kind`,
      ),
    ).toEqual([
      { kind: 'member', count: 2, gone: 0 },
      { kind: 'post', count: 1201, gone: 120 },
      { kind: 'topic', count: 1, gone: 0 },
    ]);
    expect(await search('post', 'again', { limit: 2000 })).toHaveLength(1080);
    await owner.get('/v1/sync/index');
    expect(await tasks()).toBe(1);
    await community.settle();
  });

  it('is refused to everybody else', async () => {
    const ada = await community.member('ada');
    await expect(ada.get('/v1/sync/index')).rejects.toMatchObject({ status: 403, code: 20022 });
    await expect(community.guest.get('/v1/sync/index')).rejects.toMatchObject({ status: 401, code: 10005 });
    expect(await tasks()).toBe(0);
  });

  it('is nothing to a neighbour', async () => {
    const neighbour = await community.neighbour();
    await (await community.owner()).get('/v1/sync/index');
    await (await neighbour.owner()).get('/v1/sync/index'); // not held back by the other's
    expect(await tasks()).toBe(1);
    await community.settle();
    expect(await tasks()).toBe(0);
  });
});
