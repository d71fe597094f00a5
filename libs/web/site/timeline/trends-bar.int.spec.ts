import pg from 'pg';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

describe('what stands above and beside the timeline of a member', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let reader: Visitor;

  const sql = async (text: string, values: unknown[]) =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, () =>
      community.app.get(TenantDatabase).query(text, values),
    );
  const show = async (value: boolean) =>
    (await community.owner()).post('/v1/admin/settings/save', {
      items: [{ key: 'web_profile.enable_trends_bar', value }],
    });
  /** How many statements ask for the bar, and for what is followed. */
  const statements = async (work: () => Promise<unknown>): Promise<number[]> => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
    query.mockRestore();
    return [/last_posted_at/, /from topic_follow f/].map((part) => sent.filter((text) => part.test(text)).length);
  };

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    reader = new Visitor(community.app, community.host);
    await reader.signIn(ada.username, ada.password);
  });

  it('is nothing until they follow somebody, and where the community has no such bar', async () => {
    await bob.posts('Hello', { tags: ['Herons'] });
    await community.settle();
    await show(true);
    await reader.open('/');
    expect(reader.texts('.trends a')).toEqual([]);
    await ada.post('/v1/user/follow', { user_id: bob.id });
    await reader.open('/');
    expect(reader.texts('.trends .fresh a')).toEqual(['bob, new posts today']);
    expect(reader.page.root.querySelector('.trends a')!.getAttribute('href')).toBe('/@bob');
    await sql(`update member set last_posted_at = now() - interval '2 days' where id = $1`, [bob.id]);
    await reader.open('/');
    expect([reader.texts('.trends a'), reader.texts('.trends .fresh')]).toEqual([['bob'], []]);
    for (const path of ['/?style=hots', '/?page=2']) {
      await reader.open(path);
      expect(reader.texts('.trends a')).toEqual([]);
    }
    await show(false);
    await reader.open('/');
    expect(reader.texts('.trends a')).toEqual([]);
    const guest = new Visitor(community.app, community.host);
    await guest.open('/');
    expect([guest.texts('.trends a'), guest.texts('.aside h2')[0]]).toEqual([[], 'About this community']);
  });

  it('is what they follow, in the right column', async () => {
    const [topic] = (await ada.get('/v1/tags?type=hot&num=1'))['topics'] as { id: number }[];
    await ada.post('/v1/topic/follow', { topic_id: topic!.id });
    await reader.open('/');
    expect(reader.texts('.aside .panel h2')[0]).toBe('Topics you follow');
    expect(reader.texts('.aside .panel')[0]).toContain('#Herons');
  });

  it('takes one statement each, however much that is', async () => {
    await show(false);
    expect(await statements(() => reader.open('/'))).toEqual([0, 1]);
    await show(true);
    for (const name of ['cleo', 'dan', 'eve']) {
      const other = await community.member(name);
      await other.posts(`By ${name}`, { tags: [name] });
      await ada.post('/v1/user/follow', { user_id: other.id });
    }
    await community.settle();
    for (const { id } of (await ada.get('/v1/tags?type=new&num=5'))['topics'] as { id: number }[])
      await ada.post('/v1/topic/follow', { topic_id: id });
    expect(await statements(() => reader.open('/'))).toEqual([1, 1]);
    expect([reader.texts('.trends a').length, reader.texts('.aside .panel')[0]!.match(/#/g)!.length]).toEqual([4, 4]);
    const guest = new Visitor(community.app, community.host);
    expect(await statements(() => guest.open('/'))).toEqual([0, 0]);
  });
});
