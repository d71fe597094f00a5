import { type Id, TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { PostDeleted, PostEdited, PostMarked, PostVisibilityChanged } from '#community/posts';
import type { DomainEvent } from '#kernel/jobs';
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
  /** A change as another room makes it, with its event. */
  const change = (text: string, values: unknown[], ...events: DomainEvent[]) =>
    inside(() =>
      db().transaction(async () => {
        await db().query(text, values);
        for (const event of events) community.app.get(Outbox).add(event);
      }),
    );
  const say = (postId: Id, text: string, ...events: DomainEvent[]) =>
    change(
      `update post set blocks = jsonb_build_array(jsonb_build_object('type', 2, 'content', $2::text)),
              revision = revision + 1 where id = $1`,
      [postId, text],
      ...events,
    );
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });

  it('follows a post through its life', async () => {
    const { id } = await ada.posts('lifelong first');
    expect(await found('lifelong')).toEqual([]); // a moment behind
    await community.settle();
    expect(await found('lifelong')).toEqual([id]);
    await say(id, 'lifelong second', new PostEdited(id, ada.id, []));
    await community.settle();
    expect([await found('first'), await found('second')]).toEqual([[], [id]]);
    const setVisibility = (visibility: number) =>
      change(
        'update post set visibility = $2, revision = revision + 1 where id = $1',
        [id, visibility],
        new PostVisibilityChanged(id),
      );
    await setVisibility(0);
    await community.settle();
    expect(await found('lifelong')).toEqual([]);
    await setVisibility(90);
    await community.settle();
    expect(await found('lifelong')).toEqual([id]);
    const { id: other } = await ada.posts('lifelong too');
    await change('update post set is_top = true, revision = revision + 1 where id = $1', [id], new PostMarked(id));
    await community.settle();
    expect(await found('lifelong')).toEqual([id, other]);
    await change(
      `update post set deleted_at = now(), blocks = '[]', tags = '{}', revision = revision + 1 where id = $1`,
      [id],
      new PostDeleted(id, ada.id, ada.id),
    );
    await community.settle();
    expect(await found('lifelong')).toEqual([other]);
  });

  it('has what pictures are said to show, and not what hides a post', async () => {
    const { id } = await ada.posts('plain');
    await change(
      `update post set revision = revision + 1, cover = 'covered',
              blocks = blocks || '[{"type": 3, "media": "t/1/x.png", "alt": "A heron wading"}]' where id = $1`,
      [id],
      new PostEdited(id, ada.id, []),
    );
    await community.settle();
    expect([await found('wading'), await found('plain'), await found('covered'), await found('png')]).toEqual([
      [id],
      [id],
      [],
      [],
    ]);
  });

  it('is not turned back by events that come late, or of posts that are purged', async () => {
    const { id } = await ada.posts('tardy one');
    await community.settle();
    const [before] = await sql('select * from search_document where id = $1', [id]);
    await say(id, 'tardy two', new PostEdited(id, ada.id, []));
    await community.settle();
    // What a handler that read the post before the edit would still put.
    await sql(
      `insert into search_document as known select $1, $2, 1, 90, false, now(), array_to_tsvector('{tardy,one}')
       on conflict (id) do update set terms = excluded.terms where known.revision <= excluded.revision`,
      [id, before!['revision']],
    );
    expect([await found('one'), await found('two')]).toEqual([[], [id]]);
    await change('update post set deleted_at = now(), revision = revision + 1 where id = $1', [id]);
    await change('select 1', [], new PostEdited(id, ada.id, []), new PostDeleted(id, ada.id, ada.id));
    await community.settle();
    expect(await found('tardy')).toEqual([]);
    await change('delete from post where id = $1', [id], new PostEdited(id, ada.id, []));
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
