import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../../../test/support/person.js';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';

type Topic = Data & { id: number; tag: string };

/** Posts with these topics, and has them counted. */
const tagging = (community: TestCommunity) => async (author: Person, tags: string[]) => {
  const { id } = await author.posts(`On ${tags.join()}`, { tags });
  await community.settle();
  return id;
};
const list = async (person: Person, query: string) => (await person.get(`/v1/tags?${query}`))['topics'] as Topic[];
const names = async (person: Person, query: string) => (await list(person, query)).map(({ tag }) => tag);
const idOf = async (person: Person, tag: string) =>
  (await list(person, 'type=new&num=100')).find((topic) => topic.tag === tag)!.id;

describe('the topics of a community', () => {
  const community = useCommunity();
  const tag = tagging(community);

  it('are hot by their posts, new by their age, and look as on the original', async () => {
    expect(await community.guest.get('/v1/tags?type=hot&num=5')).toEqual({ topics: [] });
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    await tag(ada, ['go', 'rust']);
    await tag(bob, ['Go', 'zig']);
    expect(await names(community.guest, 'type=hot&num=5')).toEqual(['go', 'zig', 'rust']);
    expect(await names(community.guest, 'type=new&num=5')).toEqual(['zig', 'rust', 'go']);
    const [hottest] = await list(bob, 'type=hot&num=1');
    const { created_on } = await ada.get('/v1/user/info');
    expect(hottest).toEqual({
      id: expect.any(Number) as number,
      user_id: ada.id,
      user: {
        id: ada.id,
        nickname: 'ada',
        username: 'ada',
        status: 1,
        avatar: expect.stringMatching(/^https?:/) as string,
        is_admin: false,
        created_on,
      },
      tag: 'go',
      quote_num: 2,
      is_following: 0,
      is_top: 0,
      is_pin: 0,
    });
  });

  it('are listed as followed and pinned for whoever does so, and for guests not at all', async () => {
    const [ada, cleo] = [await community.member('ada'), await community.member('cleo')];
    await tag(ada, ['a1', 'a2', 'a3', 'a4']);
    for (const name of ['a1', 'a2', 'a3']) await cleo.post('/v1/topic/follow', { topic_id: await idOf(cleo, name) });
    expect(await names(cleo, 'type=follow&num=10')).toEqual(['a3', 'a2', 'a1']);
    expect(await cleo.post('/v1/topic/stick', { topic_id: await idOf(cleo, 'a1') })).toEqual({ top_status: 1 });
    expect(await cleo.post('/v1/topic/pin', { topic_id: await idOf(cleo, 'a2') })).toEqual({ pin_status: 1 });
    expect(await names(cleo, 'type=follow&num=10')).toEqual(['a1', 'a3', 'a2']);
    expect(await list(cleo, 'type=follow&num=1')).toMatchObject([{ tag: 'a1', is_following: 1, is_top: 1, is_pin: 0 }]);
    expect(await list(cleo, 'type=pin&num=10')).toMatchObject([{ tag: 'a2', is_following: 1, is_top: 0, is_pin: 1 }]);
    for (const type of ['follow', 'pin']) {
      expect(await community.guest.get(`/v1/tags?type=${type}&num=10`)).toEqual({ topics: [] });
      expect(await ada.get(`/v1/tags?type=${type}&num=10`)).toEqual({ topics: [] });
    }
    expect(await cleo.post('/v1/topic/stick', { topic_id: await idOf(cleo, 'a1') })).toEqual({ top_status: 0 });
    await cleo.post('/v1/topic/unfollow', { topic_id: await idOf(cleo, 'a2') });
    expect(await names(cleo, 'type=follow&num=10')).toEqual(['a3', 'a1']);
    expect(await names(cleo, 'type=pin&num=10')).toEqual([]);
  });

  it('come as hot ones with the followed beside them, which are left out where there are none', async () => {
    const [ada, dan] = [await community.member('ada'), await community.member('dan')];
    await tag(ada, ['x1', 'x2', 'x3']);
    for (const name of ['x1', 'x2', 'x3']) await dan.post('/v1/topic/follow', { topic_id: await idOf(dan, name) });
    const both = async (person: Person, query: string) => {
      const answer = (await person.get(`/v1/tags?type=hot_extral&${query}`)) as Record<string, Topic[] | undefined>;
      return [answer['topics']?.map(({ tag: name }) => name), answer['extral_topics']?.map(({ tag: name }) => name)];
    };
    expect(await both(dan, 'num=1&extral_num=2')).toEqual([['go'], ['x3', 'x2']]);
    for (const without of ['', '&extral_num=0', '&extral_num=-4', '&extral_num='])
      expect(await both(dan, `num=1${without}`)).toEqual([['go'], ['x3']]);
    expect(await both(ada, 'num=1')).toEqual([['go'], undefined]);
    expect(await both(community.guest, 'num=1&extral_num=2')).toEqual([['go'], undefined]);
  });

  it('stay with their followers when no post has them any more, and leave the others', async () => {
    const [ada, eve] = [await community.member('ada'), await community.member('eve')];
    const postId = await tag(ada, ['gone']);
    const id = await idOf(eve, 'gone');
    await eve.post('/v1/topic/follow', { topic_id: id });
    await ada.delete('/v1/post', { id: postId });
    await community.settle();
    expect(await list(eve, 'type=follow&num=9')).toMatchObject([{ id, tag: 'gone', quote_num: 0, is_following: 1 }]);
    for (const type of ['hot', 'new']) expect(await names(eve, `type=${type}&num=100`)).not.toContain('gone');
    expect((await eve.get('/v1/suggest/tags?k=gone'))['suggest']).toEqual([]);
  });

  it('have nobody for a creator who has gone', async () => {
    const fay = await community.member('fay');
    await tag(fay, ['orphan']);
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const leave = () =>
      community.app.get(TenantDatabase).query('update member set deleted_at = now() where id = $1', [fay.id]);
    await tenantScope.run(tenant!, leave);
    const all = await list(community.guest, 'type=new&num=100');
    expect(all.find((topic) => topic.tag === 'orphan')).toMatchObject({ user_id: fay.id, user: null, quote_num: 1 });
  });

  it('count the posts that are there and not private', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const [first] = [await tag(ada, ['c1', 'c2']), await tag(bob, ['C1'])];
    const counts = async () => {
      await community.settle();
      const all = await list(ada, 'type=new&num=100');
      return ['c1', 'c2', 'c3'].map((name) => all.find((topic) => topic.tag === name)?.['quote_num']);
    };
    expect(await counts()).toEqual([2, 1, undefined]);
    const contents = [{ content: 'x', type: 2, sort: 0 }];
    await ada.post('/v1/post/edit', { id: first, contents, tags: ['c2', 'c3'], users: [] });
    expect(await counts()).toEqual([1, 1, 1]);
    await ada.post('/v1/post/visibility', { id: first, visibility: 1 });
    expect(await counts()).toEqual([1, undefined, undefined]);
    await ada.post('/v1/post/visibility', { id: first, visibility: 3 });
    expect(await counts()).toEqual([1, 1, 1]);
    await Promise.all(Array.from({ length: 8 }, (_, number) => bob.posts(`${number}`, { tags: ['c3', 'c2', 'c1'] })));
    expect(await counts()).toEqual([9, 9, 9]);
    await ada.delete('/v1/post', { id: first });
    expect(await counts()).toEqual([9, 8, 8]);
  });

  it('are as many as asked for, but never more than a hundred', async () => {
    const ada = await community.member('ada');
    for (let part = 0; part < 6; part += 1)
      await tag(
        ada,
        Array.from({ length: 20 }, (_, number) => `n${part}-${number}`),
      );
    for (const num of ['101', '5000', '99999999999999999999'])
      expect(await list(ada, `type=hot&num=${num}`)).toHaveLength(100);
    expect(await list(ada, 'type=new&num=7')).toHaveLength(7);
  });

  it.each([
    '',
    'type=hot',
    'num=5',
    'type=hot&num=0',
    'type=hot&num=-1',
    'type=hot&num=x',
    'type=hot&num=1.5',
    'type=hot&num=',
    'type=HOT&num=5',
    'type=old&num=5',
    'type=__proto__&num=5',
    'type=hot&type=new&num=5',
    'type=hot&num=5&num=6',
    'type=hot_extral&num=5&extral_num=x',
  ])('are refused for %p', async (query) => {
    await expect(community.guest.get(`/v1/tags?${query}`)).rejects.toMatchObject({ status: 400, code: 10001 });
  });
});

describe('following a topic', () => {
  const community = useCommunity();
  const tag = tagging(community);

  it('is done once however often it is asked, and taken back the same', async () => {
    const ada = await community.member('ada');
    await tag(ada, ['go']);
    const topic_id = await idOf(ada, 'go');
    for (const [url, is_following] of [
      ['follow', 1],
      ['unfollow', 0],
    ] as const) {
      for (let again = 0; again < 2; again += 1) {
        const { body } = await ada.request('POST', `/v1/topic/${url}`, { topic_id });
        expect(body).toBe('{"code":0,"msg":"success"}');
        expect(await list(ada, 'type=hot&num=1')).toMatchObject([{ is_following }]);
      }
      await Promise.all(Array.from({ length: 10 }, () => ada.post(`/v1/topic/${url}`, { topic_id })));
      expect(await list(ada, 'type=hot&num=1')).toMatchObject([{ is_following }]);
    }
    await expect(ada.post('/v1/topic/follow', { topic_id: 2 ** 53 - 1 })).rejects.toMatchObject({
      status: 404,
      code: 90001,
    });
    expect(await ada.post('/v1/topic/unfollow', { topic_id: 2 ** 53 - 1 })).toEqual({});
  });

  it('is what sticking and pinning need; clicks that race take turns', async () => {
    const bob = await community.member('bob');
    await tag(bob, ['rust']);
    const topic_id = await idOf(bob, 'rust');
    const stick = async () => (await bob.post('/v1/topic/stick', { topic_id }))['top_status'];
    await expect(stick()).rejects.toMatchObject({ status: 404, code: 90003 });
    await expect(bob.post('/v1/topic/pin', { topic_id })).rejects.toMatchObject({ status: 404, code: 90005 });
    await bob.post('/v1/topic/follow', { topic_id });
    const answers = await Promise.all(Array.from({ length: 20 }, stick));
    expect(answers.filter((status) => status === 1)).toHaveLength(10);
    expect(await stick()).toBe(1);
    await bob.post('/v1/topic/follow', { topic_id });
    expect(await list(bob, 'type=follow&num=5')).toMatchObject([{ is_top: 1 }]); // a second follow forgets nothing
  });

  it.each([undefined, null, 0, -1, 1.5, '1', 2 ** 53, [1], {}])('is refused for the id %p', async (topic_id) => {
    const ada = await community.member('ada');
    for (const action of ['follow', 'unfollow', 'stick', 'pin'])
      await expect(ada.post(`/v1/topic/${action}`, { topic_id })).rejects.toMatchObject({ status: 400, code: 10001 });
  });

  it('is nothing for guests, nor with topics of a neighbour', async () => {
    const neighbour = await community.neighbour();
    const [eve, ada] = [await neighbour.member('eve'), await community.member('ada')];
    for (const name of ['t1', 't2', 't3', 't4', 't5']) await tag(ada, [name]);
    const topic_id = await idOf(ada, 't5');
    const codes = { follow: 90001, stick: 90003, pin: 90005 };
    for (const [action, code] of Object.entries(codes)) {
      await expect(eve.post(`/v1/topic/${action}`, { topic_id })).rejects.toMatchObject({ status: 404, code });
      await expect(community.guest.post(`/v1/topic/${action}`, { topic_id })).rejects.toMatchObject({ code: 10005 });
    }
    expect(await list(eve, 'type=hot&num=100')).toEqual([]);
    expect((await eve.get('/v1/suggest/tags?k='))['suggest']).toEqual([]);
  });
});

describe('topics that are suggested', () => {
  const community = useCommunity();
  const tag = tagging(community);
  const suggest = async (k: string, person?: Person) =>
    (await (person ?? (await community.member('ada'))).get(`/v1/suggest/tags?k=${encodeURIComponent(k)}`))['suggest'];

  it('hold what was typed, the most used first, six at most', async () => {
    const ada = await community.member('ada');
    expect(await ada.get('/v1/suggest/tags')).toEqual({ suggest: [] });
    for (const tags of [['Golang', 'go'], ['GoLang'], ['100%', 'a_b', 'c\\d'], ['苍鹭与鱼'], ['p1', 'p2', 'p3']])
      await tag(ada, tags);
    expect(await suggest('go')).toEqual(['Golang', 'go']);
    expect(await suggest(' #GO ')).toEqual(['Golang', 'go']);
    expect(await suggest('＃鹭与')).toEqual(['苍鹭与鱼']);
    expect(await suggest('')).toHaveLength(6);
    expect(await ada.get('/v1/suggest/tags')).toEqual({ suggest: await suggest(' ') });
    expect([await suggest('%'), await suggest('_'), await suggest('\\')]).toEqual([['100%'], ['a_b'], ['c\\d']]);
    expect(await suggest('nothing')).toEqual([]);
    expect(await suggest('x'.repeat(5000))).toEqual([]);
  });

  it('are for members only, and for one text', async () => {
    await expect(suggest('go', community.guest)).rejects.toMatchObject({ status: 401, code: 10005 });
    const ada = await community.member('ada');
    for (const query of ['k=a&k=b', 'k=%00'])
      await expect(ada.get(`/v1/suggest/tags?${query}`)).rejects.toMatchObject({ status: 400, code: 10001 });
  });
});
