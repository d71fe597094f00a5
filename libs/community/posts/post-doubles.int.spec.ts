import type { Answer, Data, Person } from '../../../test/support/person.js';
import { behind } from '../../../test/support/behind.js';
import { useCommunity } from '../../../test/support/use-community.js';

const saying = (content: string, more: object = {}) => ({
  contents: [{ content, type: 2, sort: 100 }],
  tags: [],
  users: [],
  ...more,
});

describe('a request that comes again', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });

  const ask = (person: Person, key: string, body: object): Promise<Answer> =>
    person.request('POST', '/v1/post', body, { 'idempotency-key': key });
  const keyed = async (person: Person, key: string, body: object): Promise<number> => {
    const answer = await ask(person, key, body);
    expect(answer.status).toBe(200);
    return (JSON.parse(answer.body) as { data: { id: number } }).data.id;
  };
  const counted = async (person: Person) => {
    const [row] = await sql(
      `select post_count, (select count(*)::int from post where author_id = m.id) as posts from member m where id = $1`,
      [person.id],
    );
    return row;
  };

  it('makes one post, also when twenty come at once', async () => {
    const cleo = await community.member('cleo');
    const bodies = Array.from({ length: 20 }, () => saying('Only once', { tags: ['once'], users: ['ada'] }));
    const posts = await Promise.all(bodies.map((body) => cleo.post('/v1/post', body)));
    for (const post of posts) expect(post).toEqual(posts[0]);
    expect(await counted(cleo)).toEqual({ post_count: 1, posts: 1 });
    await community.settle();
    expect((await ada.messages()).filter((message) => message['post_id'] === posts[0]!['id'])).toHaveLength(1);
    const { topics } = await ada.get('/v1/tags?type=hot&num=50');
    expect((topics as Data[]).find(({ tag }) => tag === 'once')).toMatchObject({ quote_num: 1 });
  });

  it('is another one if anything it says differs', async () => {
    const dora = await community.member('dora');
    const bodies = [
      saying('Hello'),
      saying('Hello '),
      saying('Hello', { visibility: 1 }),
      saying('Hello', { tags: ['a'] }),
      saying('Hello', { users: ['ada'] }),
      saying('Hello', { cover: 'x' }),
      { ...saying('Hello'), contents: [{ content: 'Hello', type: 1, sort: 100 }] },
    ];
    for (const body of bodies) await dora.post('/v1/post', body);
    expect(await counted(dora)).toEqual({ post_count: bodies.length, posts: bodies.length });
  });

  it('is another one after five seconds, and of another member', async () => {
    const first = await ada.posts('Good morning');
    const bob = await community.member('bob');
    expect((await bob.posts('Good morning')).id).not.toBe(first.id);
    await sql(`update post set created_at = created_at - interval '4 seconds' where id = $1`, [first.id]);
    expect((await ada.posts('Good morning')).id).toBe(first.id);
    await sql(`update post set created_at = created_at - interval '2 seconds' where id = $1`, [first.id]);
    expect((await ada.posts('Good morning')).id).not.toBe(first.id);
  });

  it('is known by its Idempotency-Key for a day', async () => {
    const id = await keyed(ada, 'k1', saying('With a key'));
    await sql(`update post set created_at = created_at - interval '23 hours' where id = $1`, [id]);
    expect(await keyed(ada, 'k1', saying('With a key'))).toBe(id);
    expect(await keyed(ada, 'k2', saying('With a key'))).not.toBe(id);
    expect(await keyed(await community.member('bob'), 'k1', saying('With a key'))).not.toBe(id);
    await sql(`update post set created_at = created_at - interval '2 hours' where id = $1`, [id]);
    expect(await keyed(ada, 'k1', saying('With a key'))).not.toBe(id);
    expect(await keyed(ada, `${'key '.repeat(1000)}`, saying('With a long key'))).toBeGreaterThan(id);
  });

  it('makes one post with one key, however many come at once, and refuses whatever else is said with it', async () => {
    const greta = await community.member('greta');
    const texts = Array.from({ length: 12 }, (_, nr) => `Nr ${nr % 3}`);
    const answers = await Promise.all(texts.map((text) => ask(greta, 'k9', saying(text))));
    expect(await counted(greta)).toEqual({ post_count: 1, posts: 1 });
    const [{ list }, statuses] = [
      await greta.get('/v1/user/posts?username=greta'),
      answers.map(({ status }) => status),
    ];
    const [made] = list as { contents: { content: string }[] }[];
    expect(statuses).toEqual(texts.map((text) => (text === made!.contents[0]!.content ? 200 : 422)));
    for (const { body } of answers.filter(({ status }) => status === 422))
      expect(JSON.parse(body)).toMatchObject({ code: 100009, error: 'request.key-reused' });
  });

  it('makes a new post once the first is deleted', async () => {
    const { id } = await ada.posts('Delete me');
    await ada.delete('/v1/post', { id });
    expect((await ada.posts('Delete me')).id).not.toBe(id);
    const keyedId = await keyed(ada, 'k3', saying('Delete this'));
    await ada.delete('/v1/post', { id: keyedId });
    expect(await keyed(ada, 'k3', saying('Delete this'))).not.toBe(keyedId);
  });

  it('leaves nothing when it is refused, and may come again', async () => {
    const emil = await community.member('emil');
    const body = saying('Look', { quote_id: 999_999 });
    for (let times = 0; times < 2; times += 1)
      await expect(emil.post('/v1/post', body)).rejects.toMatchObject({ code: 30003 });
    expect(await counted(emil)).toEqual({ post_count: 0, posts: 0 });
  });
});
