import { PlatformDatabase } from '#kernel/database';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../support/person.js';
import { useCommunity } from '../support/use-community.js';

const index = 'search.index-post';
const topics = 'posts.count-post-topics';
const mentioned = 'messages.notify-post-mentioned';
const commented = 'messages.notify-commented';
const forget = 'messages.forget-post-notices';

/** A row costs its write and its claim, so there is one only for what has something to do. */
describe('the tasks that a write leaves', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let number = 0;

  const rows = async () => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return community.app
      .get(PlatformDatabase)
      .query<{ kind: string; key: string | null }>(
        'select kind, key from jobs.task where tenant_role = $1 order by kind, id',
        [tenant!.role],
      );
  };
  const left = async (work: () => Promise<unknown>): Promise<string[]> => {
    await community.settle();
    await work();
    return (await rows()).map(({ kind }) => kind);
  };
  const text = () => [{ content: `Nr ${(number += 1)}`, type: 2, sort: 100 }];
  const fresh = (more: Parameters<Person['posts']>[1] = {}) => ada.posts(`Nr ${(number += 1)}`, more);
  const edits = (id: number, more: Data = {}) =>
    ada.post('/v1/post/edit', { id, contents: text(), tags: [], users: [], ...more });
  const shows = (id: number, visibility: number) => ada.post('/v1/post/visibility', { id, visibility });

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('that makes a post are one, and one more for topics, people named and what it quotes', async () => {
    expect(await left(() => fresh())).toEqual([index]);
    expect(await left(() => fresh({ tags: ['a'] }))).toEqual([topics, index]);
    expect(await left(() => fresh({ tags: ['a'], visibility: 1 }))).toEqual([index]);
    expect(await left(() => fresh({ users: ['ada', 'nobody'] }))).toEqual([index]);
    expect(await left(() => fresh({ users: ['bob'], tags: ['a'] }))).toEqual([mentioned, topics, index]);
    const { id } = await fresh();
    expect(await left(() => bob.post('/v1/post/repost', { id }))).toEqual([
      'messages.notify-post-quoted',
      index,
      index,
    ]);
  });

  it('that edits one are one, and one more only when its topics are others', async () => {
    const { id } = await fresh({ tags: ['a', 'b'] });
    expect(await left(() => edits(id, { tags: ['B', 'a'] }))).toEqual([index]);
    expect(await left(() => edits(id, { tags: ['b'] }))).toEqual([topics, index]);
    expect(await left(() => edits(id))).toEqual([topics, index]);
    expect(await left(() => edits(id))).toEqual([index]);
    expect(await left(() => edits(id, { users: ['bob'] }))).toEqual([mentioned, index]);
  });

  it('that changes who sees one are one, and one more when it begins or ends to count for topics', async () => {
    const [{ id: plain }, { id: tagged }] = [await fresh(), await fresh({ tags: ['a'] })];
    expect(await left(() => shows(plain, 1))).toEqual([index]);
    expect(await left(() => shows(tagged, 3))).toEqual([index]);
    expect(await left(() => shows(tagged, 1))).toEqual([topics, index]);
    expect(await left(() => edits(tagged, { tags: ['b'] }))).toEqual([index]);
    expect(await left(() => shows(tagged, 0))).toEqual([topics, index]);
  });

  it('that marks one are none, unless it moves in lists or gets hotter', async () => {
    const { id } = await fresh();
    for (const mark of ['lock', 'highlight'])
      expect(await left(() => ada.post(`/v1/post/${mark}`, { id }))).toEqual([]);
    for (const favour of ['star', 'collection'])
      expect(await left(() => ada.post(`/v1/post/${favour}`, { id }))).toEqual([index]);
    const owner = await community.owner();
    expect(await left(() => owner.post('/v1/post/stick', { id }))).toEqual([index]);
  });

  it('that deletes one are two, and more for topics, and for an author who did not do it', async () => {
    const [{ id: plain }, { id: tagged }, { id: hidden }] = [
      await fresh(),
      await fresh({ tags: ['a'] }),
      await fresh({ tags: ['a'], visibility: 1 }),
    ];
    expect(await left(() => ada.delete('/v1/post', { id: plain }))).toEqual([forget, index]);
    expect(await left(() => ada.delete('/v1/post', { id: hidden }))).toEqual([forget, index]);
    const owner = await community.owner();
    expect(await left(() => owner.delete('/v1/post', { id: tagged }))).toEqual([
      forget,
      'messages.notify-post-removed',
      topics,
      index,
    ]);
  });

  it('that comments are two, and one when nobody but its author is concerned', async () => {
    const { id } = await fresh();
    expect(await left(() => bob.comments(id, 'one'))).toEqual([commented, index]);
    expect(await left(() => ada.comments(id, 'two'))).toEqual([index]);
    expect(await left(() => ada.comments(id, '@bob ', ['bob']))).toEqual([commented, index]);
  });

  it('about one thing are known as such', async () => {
    const { id } = await fresh({ tags: ['a'] });
    await community.settle();
    await edits(id, { tags: ['b'] });
    await shows(id, 1);
    await bob.post('/v1/friend/requesting', { user_id: ada.id, greetings: 'Shall we?' });
    await ada.post('/v1/friend/add', { user_id: bob.id });
    const pair = `${Math.min(ada.id, bob.id)}:${Math.max(ada.id, bob.id)}`;
    expect(await rows()).toEqual([
      { kind: 'messages.notify-friend-requested', key: null },
      { kind: 'messages.show-friend-answer', key: pair },
      { kind: topics, key: String(id) },
      { kind: topics, key: String(id) },
      { kind: index, key: String(id) },
      { kind: index, key: String(id) },
    ]);
    await community.settle();
    expect(await rows()).toEqual([]);
  });
});
