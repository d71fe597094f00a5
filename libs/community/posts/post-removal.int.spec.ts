import type { Data, Person, WireError } from '../../../test/support/person.js';
import { behind } from '../../../test/support/behind.js';
import { Uploader } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const refusalsIn = (outcomes: readonly PromiseSettledResult<unknown>[]): number[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? (outcome.reason as WireError).code : []));

describe('deleting a post', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  let bob: Person;
  let root: Person;
  let number = 0;
  const fresh = (more: object = {}, by = ada) => by.posts(`Nr ${(number += 1)}`, more);
  const remove = (person: Person, id: unknown) => person.delete('/v1/post', { id });
  const postCount = async (person: Person) => (await person.get('/v1/user/info'))['tweets_count'];
  /** How many rows each table of the schema has. */
  const rows = async () => {
    const tables = await sql(`select relname as name from pg_class
       where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1`);
    const counts = tables.map(({ name }) => `'${String(name)}', (select count(*) from ${String(name)})`);
    const [row] = await sql(`select json_build_object(${counts.join(', ')}) as counts`);
    return row!['counts'] as Record<string, number>;
  };

  beforeAll(async () => {
    [ada, bob, root] = [await community.member('ada'), await community.member('bob'), await community.owner()];
  });

  it('takes it away from everywhere', async () => {
    const { id } = await fresh();
    expect((await ada.request('DELETE', '/v1/post', { id })).body).toBe('{"code":0,"msg":"success"}');
    for (const person of [ada, bob, root, community.guest])
      await expect(person.get(`/v1/post?id=${id}`)).rejects.toMatchObject({ code: 30003, status: 404 });
    await expect(ada.get(`/v1/post/comments?id=${id}`)).resolves.toMatchObject({ list: [] });
    for (const style of ['newest', 'hots', 'following'])
      expect((await ada.timeline(style)).map((post) => post['id'])).not.toContain(id);
  });

  it('is for its author and administrators, and counts for the author', async () => {
    const [one, two] = [await fresh(), await fresh()];
    const before = (await postCount(ada)) as number;
    await expect(remove(bob, one.id)).rejects.toMatchObject({ code: 20007, status: 403 });
    await expect(remove(community.guest, one.id)).rejects.toMatchObject({ code: 10005, status: 401 });
    expect(await postCount(ada)).toBe(before);
    await remove(root, one.id);
    await remove(ada, two.id);
    expect([await postCount(ada), await postCount(root)]).toEqual([before - 2, 0]);
    for (const gone of [one.id, 999_999, Number.MAX_SAFE_INTEGER])
      await expect(remove(bob, gone)).rejects.toMatchObject({ code: 30003, status: 404 });
    expect(await postCount(ada)).toBe(before - 2);
  });

  it.each([undefined, null, {}, [], { id: 0 }, { id: -1 }, { id: '1' }, { id: 1.5 }, { id: 2 ** 53 }, { id: [1] }])(
    'needs an id, not %j',
    async (body) => {
      await expect(ada.delete('/v1/post', body)).rejects.toMatchObject({ code: 10001, status: 400 });
    },
  );

  it('leaves nothing of it but an empty row', async () => {
    const cleo = await community.member('cleo');
    const original = await fresh({ tags: ['herons'] }, bob);
    const address = (await new Uploader(community.app, ada).file('public/image', png, 'image/png')).content;
    const shown = (await new Uploader(community.app, bob).file('public/image', png, 'image/png')).content;
    await community.settle();
    const before = await rows();
    const counted = await ada.get('/v1/user/info');

    const { id } = (await ada.post('/v1/post', {
      contents: [
        { content: 'Herons @bob #herons ', type: 2, sort: 100 },
        { content: address, type: 3, sort: 101 },
      ],
      tags: ['herons'],
      users: ['bob', 'cleo'],
      cover: 'Birds',
      quote_id: original.id,
    })) as { id: number };
    const contents = [
      { content: 'Nice @cleo ', type: 2, sort: 100 },
      { content: shown, type: 3, sort: 101 },
    ];
    const comment = await bob.post('/v1/post/comment', { post_id: id, contents, users: ['cleo'] });
    await cleo.post('/v1/post/comment/reply', { comment_id: comment['id'], content: 'Yes', at_user_id: bob.id });
    await ada.post('/v1/tweet/comment/thumbsup', { tweet_id: id, comment_id: comment['id'] });
    for (const person of [bob, cleo]) await person.post('/v1/post/star', { id });
    await cleo.post('/v1/post/collection', { id });
    await root.post('/v1/post/stick', { id });
    await ada.post('/v1/post/edit', {
      id,
      contents: [{ content: 'Storks', type: 2, sort: 100 }],
      tags: ['herons'],
      users: ['cleo'],
    });
    await community.settle();
    expect((await bob.messages()).some((message) => message['post_id'] === id)).toBe(true);
    expect((await bob.get(`/v1/post?id=${original.id}`))['share_count']).toBe(1);

    await remove(ada, id);
    await community.settle();
    const after = await rows();
    const [tombstone] = await sql('select * from post where id = $1', [id]);
    expect(tombstone).toMatchObject({
      author_id: ada.id,
      blocks: [],
      tags: [],
      tag_keys: [],
      cover: '',
      quoted_id: null,
      request_key: null,
      comment_count: 0,
      collection_count: 0,
      star_count: 0,
      share_count: 0,
      edit_count: 0,
      has_media: false,
      is_top: false,
      deleted_at: expect.any(Date),
    });
    // Files that nothing shows go with it; the index keeps a tombstone of its own.
    const own = (counts: Record<string, number>) => ({ ...counts, media_object: 0, search_document: 0 });
    expect(own(after)).toEqual({ ...own(before), post: before['post']! + 1 });
    expect(after['media_object']).toBeLessThanOrEqual(before['media_object']!);
    expect(await sql(`select from search_document where kind = 'post' and id = $1 and terms <> ''`, [id])).toEqual([]);
    expect(await ada.get('/v1/user/info')).toEqual(counted);
    expect((await bob.get(`/v1/post?id=${original.id}`))['share_count']).toBe(0);
    const { topics } = await ada.get('/v1/tags?type=hot&num=10');
    expect((topics as Data[]).find(({ tag }) => tag === 'herons')).toMatchObject({ quote_num: 1 });
  });

  it('happens once, however many click', async () => {
    const { id } = await fresh();
    const before = (await postCount(ada)) as number;
    const clicks = [...Array.from({ length: 6 }, () => ada), ...Array.from({ length: 6 }, () => root)];
    const outcomes = await Promise.allSettled(clicks.map((person) => remove(person, id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refusalsIn(outcomes)).toEqual(Array(11).fill(30003));
    expect(await postCount(ada)).toBe(before - 1);
  });

  it('takes with it whatever happens at the same moment', async () => {
    const fans = await Promise.all(Array.from({ length: 6 }, (_, index) => community.member(`fan${index}`)));
    for (let round = 0; round < 4; round += 1) {
      const { id } = await fresh();
      const comment = await bob.comments(id, 'First');
      const edited = { id, contents: [{ content: 'Later', type: 2, sort: 100 }], tags: ['late'], users: ['bob'] };
      const outcomes = await Promise.allSettled([
        ...fans.slice(0, 3).map((fan) => fan.post('/v1/post/star', { id })),
        fans[3]!.post('/v1/post/collection', { id }),
        fans[4]!.comments(id, 'Me too'),
        fans[5]!.post('/v1/tweet/comment/thumbsup', { tweet_id: id, comment_id: comment.id }),
        remove(ada, id),
        ada.post('/v1/post/edit', edited),
        ada.post('/v1/post/lock', { id }),
        bob.post('/v1/post/comment/reply', { comment_id: comment.id, content: 'Me too' }),
        bob.delete('/v1/post/comment', { id: comment.id }),
      ]);
      for (const code of refusalsIn(outcomes)) expect([20007, 30003, 30005, 40003, 40005, 90101]).toContain(code);
      await community.settle();
      const [left] = await sql(
        `select blocks, star_count + collection_count + comment_count as counted,
                (select count(*)::int from post_star where post_id = p.id) as stars,
                (select count(*)::int from post_collection where post_id = p.id) as collections,
                (select count(*)::int from comment where post_id = p.id) as comments,
                (select count(*)::int from post_revision where post_id = p.id) as revisions,
                (select count(*)::int from post_topic where post_id = p.id) as topics,
                (select count(*)::int from message where post_id = p.id) as messages
           from post p where id = $1`,
        [id],
      );
      const nothing = { counted: 0, stars: 0, collections: 0, comments: 0, revisions: 0, topics: 0, messages: 0 };
      expect(left).toEqual({ blocks: [], ...nothing });
    }
  });

  it('reaches no neighbour', async () => {
    const { id } = await fresh();
    const neighbour = await community.neighbour();
    for (const person of [await neighbour.member('ada'), await neighbour.owner()])
      await expect(remove(person, id)).rejects.toMatchObject({ code: 30003 });
    expect(await ada.get(`/v1/post?id=${id}`)).toMatchObject({ id });
  });
});
