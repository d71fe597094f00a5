import { Reconciler } from '#kernel/jobs';
import type { Data, Person } from '../../../test/support/person.js';
import { behind } from '../../../test/support/behind.js';
import { useCommunity } from '../../../test/support/use-community.js';

const saying = (content: string, more: object = {}) => ({
  contents: [{ content, type: 2, sort: 100 }],
  tags: [],
  users: [],
  ...more,
});

describe('editing a post', () => {
  const community = useCommunity();
  const sql = behind(community);
  let ada: Person;
  let bob: Person;
  let number = 0;
  const fresh = (more: object = {}) =>
    ada.post('/v1/post', saying(`Nr ${(number += 1)}`, more)) as Promise<Data & { id: number; contents: Data[] }>;
  const edit = (person: Person, id: number, body: object) => person.post('/v1/post/edit', { id, ...body });
  const seen = (id: number, person = ada) => person.get(`/v1/post?id=${id}`);
  const revisions = async (id: number, person = ada) =>
    (await person.get(`/v1/post/revisions?id=${id}`))['list'] as Data[];
  const textsOf = (posts: Data[]) => posts.map((post) => (post['contents'] as Data[])[0]!['content']);

  const reconcile = async () => {
    await community.app.get(Reconciler).request('spec', community.tenant.role);
    await community.settle();
  };

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('replaces what it says, and keeps everything else', async () => {
    const post = await fresh({ tags: ['herons'], visibility: 3 });
    await ada.comments(post.id, 'A comment');
    await ada.post('/v1/post/star', { id: post.id });
    await sql(
      `update post set created_at = created_at - interval '1 hour', modified_at = modified_at - interval '1 hour',
                               latest_replied_at = latest_replied_at - interval '1 hour' where id = $1`,
      [post.id],
    );
    const before = await seen(post.id);
    expect(before).not.toHaveProperty('edited');
    const after = await edit(ada, post.id, saying('Herons at dusk', { tags: ['Dusk'], cover: 'Birds' }));
    expect(after).toEqual({
      ...before,
      contents: [{ id: expect.any(Number), post_id: post.id, content: 'Herons at dusk', type: 2, sort: 100 }],
      tags: { Dusk: 1 },
      cover: 'Birds',
      modified_on: expect.any(Number),
      edited: 1,
    });
    expect((after['modified_on'] as number) - (before['modified_on'] as number)).toBeGreaterThanOrEqual(3600);
    expect(await seen(post.id)).toEqual(after);
  });

  it('keeps what it said before, the newest first', async () => {
    const post = await fresh({ tags: ['one'], cover: 'C <1>' });
    const [first] = textsOf([post]);
    await edit(ada, post.id, saying('Second', { tags: ['two'] }));
    await edit(ada, post.id, saying('Third'));
    const list = await revisions(post.id, community.guest);
    expect(list).toEqual([
      { number: 2, contents: expect.any(Array), tags: { two: 1 }, written_on: expect.any(Number) },
      { number: 1, contents: post.contents, tags: { one: 1 }, cover: 'C &lt;1>', written_on: post['created_on'] },
    ]);
    expect(textsOf(list)).toEqual(['Second', first]);
    expect(await seen(post.id)).toMatchObject({ edited: 2 });
    expect(await revisions((await fresh()).id)).toEqual([]);
  });

  it('to what it says already changes nothing', async () => {
    const { id, contents } = await fresh({ tags: ['a', 'b'], cover: 'x' });
    const same = {
      contents: contents.map(({ content }) => ({ sort: 100, type: 2, content })),
      tags: ['a', 'b'],
      users: [],
    };
    const [before] = await sql('select revision, modified_at from post where id = $1', [id]);
    expect(await edit(ada, id, { ...same, cover: ' x ' })).not.toHaveProperty('edited');
    expect(await sql('select revision, modified_at from post where id = $1', [id])).toEqual([before]);
    expect(await revisions(id)).toEqual([]);
    const changed = await Promise.all(Array.from({ length: 6 }, () => edit(ada, id, saying('Changed'))));
    expect(changed.map((post) => post['edited'])).toEqual(changed.map(() => 1));
  });

  it('counts each of those that race', async () => {
    const { id } = await fresh();
    await Promise.all(Array.from({ length: 10 }, (_, index) => edit(ada, id, saying(`Race ${index}`))));
    expect(await seen(id)).toMatchObject({ edited: 10 });
    expect((await revisions(id)).map(({ number: nr }) => nr)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('goes on for a hundred times', async () => {
    const { id } = await fresh();
    await sql('update post set edit_count = 99 where id = $1', [id]);
    await edit(ada, id, saying('The last time'));
    await expect(edit(ada, id, saying('Once more'))).rejects.toMatchObject({ code: 30002, status: 400 });
    expect(await edit(ada, id, saying('The last time'))).toMatchObject({ edited: 100 });
  });

  it('goes on though a former text is lost, or the count is wrong', async () => {
    const { id } = await fresh();
    for (const text of ['Second', 'Third', 'Fourth']) await edit(ada, id, saying(text));
    await sql('delete from post_revision where post_id = $1 and number = 2', [id]);
    await sql('update post set edit_count = 2 where id = $1', [id]);
    await edit(ada, id, saying('Fifth'));
    expect((await revisions(id)).map(({ number: nr }) => nr)).toEqual([4, 3, 1]);
    await reconcile();
    expect(await seen(id)).toMatchObject({ edited: 4 });
    expect(await edit(ada, id, saying('Sixth'))).toMatchObject({ edited: 5 });
    expect((await revisions(id)).map(({ number: nr }) => nr)).toEqual([5, 4, 3, 1]);
  });

  it('tells those who are named now, each once, and nobody for a private post', async () => {
    const [cleo, dora] = [await community.member('cleo'), await community.member('dora')];
    const { id } = await fresh({ users: ['cleo'] });
    await edit(ada, id, saying('@cleo @dora ', { users: ['cleo', 'dora', 'ada'] }));
    await edit(ada, id, saying('@cleo  @dora ', { users: ['cleo', 'dora'] }));
    await community.settle();
    const told = async (person: Person) => (await person.messages()).filter((message) => message['post_id'] === id);
    expect([(await told(cleo)).length, (await told(dora)).length]).toEqual([1, 1]);
    const hidden = await fresh({ visibility: 1 });
    await edit(ada, hidden.id, saying('@dora ', { users: ['dora'] }));
    await community.settle();
    expect((await dora.messages()).filter((message) => message['post_id'] === hidden.id)).toEqual([]);
  });

  it('counts its topics anew', async () => {
    const { id } = await fresh({ tags: ['Moss', 'fern'] });
    const quoted = async () => {
      await community.settle();
      const { topics } = await ada.get('/v1/tags?type=new&num=50');
      return Object.fromEntries((topics as Data[]).map(({ tag, quote_num }) => [tag, quote_num])) as Data;
    };
    expect(await quoted()).toMatchObject({ Moss: 1, fern: 1 });
    await edit(ada, id, saying('Lichen', { tags: ['moss', 'lichen'] }));
    expect(await quoted()).toMatchObject({ Moss: 1, lichen: 1 });
    expect((await quoted())['fern'] ?? 0).toBe(0);
  });

  it('is for its author only', async () => {
    const { id } = await fresh();
    const root = await community.owner();
    for (const person of [bob, root])
      await expect(edit(person, id, saying('Mine'))).rejects.toMatchObject({ code: 20007, status: 403 });
    await expect(edit(community.guest, id, saying('Mine'))).rejects.toMatchObject({ code: 10005, status: 401 });
    await ada.delete('/v1/post', { id });
    for (const gone of [id, 999_999])
      await expect(edit(ada, gone, saying('x'))).rejects.toMatchObject({ code: 30003, status: 404 });
  });

  it.each<[string, object]>([
    ['no id', { id: undefined }],
    ['an id as text', { id: '1' }],
    ['no contents', { contents: undefined }],
    ['no text', { contents: [] }],
    ['blanks', { contents: [{ content: ' ', type: 2 }] }],
    ['no tags', { tags: undefined }],
    ['no users', { users: undefined }],
    ['too much text', { contents: [{ content: 'x'.repeat(2001), type: 2 }] }],
    ['a cover too long', { cover: 'x'.repeat(101) }],
    ['an unknown type', { contents: [{ content: 'x', type: 9 }] }],
  ])('is refused with %s', async (_, wrong) => {
    const { id } = await fresh();
    const before = await seen(id);
    await expect(ada.post('/v1/post/edit', { id, ...saying('Other'), ...wrong })).rejects.toMatchObject({
      code: 10001,
      status: 400,
    });
    expect(await seen(id)).toEqual(before);
  });

  it('does not open what was said in private when the post is opened', async () => {
    const { id } = await fresh({ visibility: 1 });
    await edit(ada, id, saying('Fit for everybody'));
    await ada.post('/v1/post/visibility', { id, visibility: 0 });
    await edit(ada, id, saying('Fit for everybody, and better'));
    expect(textsOf(await revisions(id, bob))).toEqual(['Fit for everybody']);
    expect(textsOf(await revisions(id, community.guest))).toEqual(['Fit for everybody']);
    expect(await revisions(id)).toHaveLength(2);
  });

  it('shows former texts to those only who may see the post', async () => {
    const { id } = await fresh({ visibility: 1 });
    await edit(ada, id, saying('Dear diary'));
    expect(await revisions(id)).toHaveLength(1);
    for (const person of [bob, community.guest])
      await expect(revisions(id, person)).rejects.toMatchObject({ code: 20007, status: 403 });
    await ada.delete('/v1/post', { id });
    await expect(revisions(id)).rejects.toMatchObject({ code: 30003, status: 404 });
    for (const wrong of ['', '0', 'x', '1.5'])
      await expect(ada.get(`/v1/post/revisions?id=${wrong}`)).rejects.toMatchObject({ code: 10001 });
  });
});
