import { type Id, TenantDatabase } from '#kernel/database';
import { type DomainEvent, Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { PostDeleted, PostEdited, PostPublished, PostVisibilityChanged } from '#community/posts';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { PostSearchService } from './index.js';

describe('the index of posts', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const db = () => community.app.get(TenantDatabase);
  const sql = (text: string, values: unknown[] = []) => inside(() => db().query(text, values));
  const found = async (words: string) => {
    const page = { page: 1, size: 20, offset: 0 };
    return (await inside(() => community.app.get(PostSearchService).search(null, words, page))).ids;
  };
  const say = (id: Id, content: string, more = {}) =>
    ada.post('/v1/post/edit', { id, contents: [{ content, type: 2, sort: 0 }], tags: [], users: [], ...more });
  /** Events that come again, or late. */
  const repeat = (...events: DomainEvent[]) =>
    inside(() => db().transaction(async () => events.forEach((event) => community.app.get(Outbox).add(event))));
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });

  it('follows a post through its life', async () => {
    const { id } = await ada.posts('lifelong first');
    expect(await found('lifelong')).toEqual([]); // a moment behind
    await community.settle();
    expect(await found('lifelong')).toEqual([id]);
    await say(id, 'lifelong second');
    await community.settle();
    expect([await found('first'), await found('second')]).toEqual([[], [id]]);
    for (const [visibility, expected] of [
      [1, []],
      [0, [id]],
    ] as const) {
      await ada.post('/v1/post/visibility', { id, visibility });
      await community.settle();
      expect(await found('lifelong')).toEqual(expected);
    }
    const { id: other } = await ada.posts('lifelong too');
    await (await community.owner()).post('/v1/post/stick', { id });
    await community.settle();
    expect(await found('lifelong')).toEqual([id, other]);
    await ada.delete('/v1/post', { id });
    await community.settle();
    expect(await found('lifelong')).toEqual([other]);
  });

  it('has what pictures are said to show, and neither links nor what hides a post', async () => {
    const { id } = await ada.posts('plain');
    const picture = `'[{"type": 3, "media": "x.png", "alt": "A heron wading"}, {"type": 6, "content": "http://link"}]'`;
    await sql(`update post set blocks = blocks || ${picture}, cover = 'covered' where id = $1`, [id]);
    await community.settle();
    const words = ['wading', 'plain', 'covered', 'png', 'link'];
    expect(await Promise.all(words.map(found))).toEqual([[id], [id], [], [], []]);
  });

  it('is not turned back by events that come late, or of posts that are purged', async () => {
    const { id } = await ada.posts('tardy one');
    await community.settle();
    await say(id, 'tardy two');
    await community.settle();
    await repeat(new PostPublished(id, ada.id, [], false), new PostVisibilityChanged(id, false));
    await community.settle();
    expect([await found('one'), await found('two')]).toEqual([[], [id]]);
    await ada.delete('/v1/post', { id });
    await repeat(new PostEdited(id, ada.id, [], false), new PostPublished(id, ada.id, [], false));
    await community.settle();
    expect(await found('tardy')).toEqual([]);
    await sql('delete from post where id = $1', [id]);
    await repeat(new PostEdited(id, ada.id, [], false), new PostDeleted(id, ada.id, ada.id, false));
    await community.settle();
    expect(await sql('select terms::text from search_document where id = $1', [id])).toEqual([{ terms: '' }]);
  });
});

describe('making the index anew', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const sql = (text: string, values: unknown[] = []) =>
    inside(() => community.app.get(TenantDatabase).query(text, values));
  const tasks = async () =>
    (await sql(`select count(*) as count from jobs.task where kind = 'search.rebuild-index'`))[0]!['count'] as number;

  it('is for administrators, one at a time, and takes in every post', async () => {
    const [owner, ada] = [await community.owner(), await community.member('ada')];
    await ada.posts('before');
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
      await sql(`select count(*) as count, count(*) filter (where terms = '') as gone from search_document`),
    ).toEqual([{ count: 1201, gone: 120 }]);
    const search = () => community.app.get(PostSearchService).search(null, 'again', { page: 1, size: 1, offset: 0 });
    expect((await inside(search)).total).toBe(1080);
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
