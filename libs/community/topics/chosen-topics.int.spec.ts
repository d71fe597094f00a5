import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Member } from '#community/identity';
import { settingTable } from '#community/site';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { TopicsService } from './index.js';

describe('the topics that an owner features or leaves out', () => {
  const community = useCommunity();
  let keeper: Person;
  let ada: Person;
  const inside = async <T>(work: (topics: TopicsService) => Promise<T>): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, () =>
      work(community.app.get(TopicsService)),
    );
  const choose = (featured: string, unlisted = '') =>
    keeper.post('/v1/admin/settings/save', {
      items: [
        { key: settingTable.featuredTopics.key, value: featured },
        { key: settingTable.unlistedTopics.key, value: unlisted },
      ],
    });
  const page = (limit: number, offset: number) =>
    inside(async (topics) => (await topics.list(null, 'hot', limit, offset)).map(({ name }) => name));

  beforeAll(async () => {
    [keeper, ada] = [await community.owner(), await community.member('ada')];
    for (const tags of [['one', 'two', 'three', 'four'], ['one', 'two', 'three'], ['one', 'two'], ['one']])
      await ada.posts(tags.join(' '), { tags });
    await community.settle();
  });

  it('are on one page or the next, each once, whatever its size', async () => {
    await choose('Four Squares\nthree\nnobody-uses-it', 'two');
    const all = ['four', 'three', 'one'];
    for (const size of [1, 2, 3, 10]) {
      const seen: string[] = [];
      for (let offset = 0; offset < 4; offset += size) seen.push(...(await page(size, offset)));
      expect(seen).toEqual(all);
    }
    await choose('two\none', 'two'); // featured counts for more
    expect(await page(10, 0)).toEqual(['two', 'one', 'three', 'four']);
  });

  it('are suggested first, or not at all; who follows one that is left out has it in their list', async () => {
    const suggested = async (k: string) => (await ada.get(`/v1/suggest/tags?k=${k}`))['suggest'];
    await choose('four', 'two');
    expect(await suggested('')).toEqual(['four', 'one', 'three']);
    expect(await suggested('t')).toEqual(['three']);
    const two = await inside((topics) => topics.findByName(null, 'TWO'));
    await ada.post('/v1/topic/follow', { topic_id: two!.id });
    expect((await ada.get('/v1/tags?type=follow&num=5'))['topics']).toMatchObject([{ tag: 'two' }]);
  });

  it('have words of the owner, also before any post names them', async () => {
    await inside((topics) => topics.ensure({ id: keeper.id } as Member, 'Beginshere'));
    expect(await inside((topics) => topics.findByName(null, 'beginshere'))).toBeNull();
    await choose('beginshere What comes first');
    expect(await inside((topics) => topics.findByName(null, 'BeginsHere'))).toMatchObject({
      name: 'Beginshere',
      about: 'What comes first',
      quoteCount: 0,
    });
    const [first] = (await ada.get('/v1/tags?type=hot&num=1'))['topics'] as Record<string, unknown>[];
    expect(first).toMatchObject({ tag: 'Beginshere', quote_num: 0 });
    expect(first).not.toHaveProperty('about');
  });
});
