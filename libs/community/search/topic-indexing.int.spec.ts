import { type Id, TenantDatabase } from '#kernel/database';
import { type DomainEvent, Outbox } from '#kernel/jobs';
import { TopicsCounted } from '#community/topics';
import { behind } from '../../../test/support/behind.js';
import { indexed, insideOf } from '../../../test/support/indexed.js';
import { reconcile } from '../../../test/support/reconcile.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('the index of topics', () => {
  const community = useCommunity();
  const sql = behind(community);
  const search = indexed(community);
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });
  const found = async (words: string): Promise<string[]> => {
    await community.settle();
    const ids = await search('topic', words, { order: 'hot' });
    const rows = (await sql('select id, name from topic where id = any($1)', [ids])) as { id: Id; name: string }[];
    return ids.map((id) => rows.find((row) => row.id === id)!.name);
  };
  const edit = (id: Id, tags: string[]) =>
    ada.post('/v1/post/edit', { id, contents: [{ content: `On ${tags.join()}`, type: 2, sort: 0 }], tags, users: [] });

  it('has a topic as long as a post counts for it, the hottest first', async () => {
    const { id } = await ada.posts('one', { tags: ['Herons', 'heronry'] });
    expect(await found('heron')).toEqual(['Herons', 'heronry']);
    await ada.posts('two', { tags: ['Heronry'] });
    expect(await found('heron')).toEqual(['heronry', 'Herons']);
    expect([await found('#herons'), await found('herons'), await found('#heron')]).toEqual([
      ['Herons'],
      ['Herons'],
      [],
    ]);
    await edit(id, ['苍鹭']);
    expect([await found('heron'), await found('鹭')]).toEqual([['heronry'], ['苍鹭']]);
    await ada.post('/v1/post/visibility', { id, visibility: 1 });
    expect(await found('苍鹭')).toEqual([]);
    await ada.post('/v1/post/visibility', { id, visibility: 0 });
    expect(await found('苍鹭')).toEqual(['苍鹭']);
    await ada.delete('/v1/post', { id });
    expect(await found('苍鹭')).toEqual([]);
  });

  it('is not turned back by events that come late or twice, and is nothing to a neighbour', async () => {
    const { id } = await ada.posts('three', { tags: ['terns'] });
    await community.settle();
    const [{ topic }] = (await sql(`select id as topic from topic where key = 'terns'`)) as [{ topic: Id }];
    await ada.delete('/v1/post', { id });
    const repeat = (...events: DomainEvent[]) =>
      insideOf(community)(() =>
        community.app
          .get(TenantDatabase)
          .transaction(async () => events.forEach((event) => community.app.get(Outbox).add(event))),
      );
    await repeat(new TopicsCounted([topic]), new TopicsCounted([topic, 1_000_000]));
    await community.settle();
    await repeat(new TopicsCounted([topic]));
    expect(await found('terns')).toEqual([]);
    const neighbour = await community.neighbour();
    await (await neighbour.member('ada')).posts('four', { tags: ['gulls'] });
    await neighbour.settle();
    expect([await found('gulls'), await indexed(neighbour)('topic', 'gulls')]).toEqual([[], [expect.any(Number)]]);
  });

  it('follows a count that was wrong, with the run that mends it', async () => {
    await ada.posts('five', { tags: ['rails'] });
    expect(await found('rails')).toEqual(['rails']);
    await sql(`update topic set quote_count = 0 where key = 'rails'`);
    await sql(`delete from search_document where kind = 'topic'`);
    await reconcile(community);
    expect(await found('rails')).toEqual(['rails']);
    expect((await reconcile(community)).byKind.search.repaired).toBe(0);
  });
});
