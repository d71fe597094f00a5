import pg from 'pg';
import type { Limits } from '#kernel/scope';
import type { Person } from '../support/person.js';
import { useCommunity } from '../support/use-community.js';
import { limit } from './limited.js';

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

describe('the statements that plans take', () => {
  const community = useCommunity();
  let ada: Person;
  let number = 0;
  beforeAll(async () => {
    ada = await community.member('ada');
    await ada.posts('herons');
  });

  const limitTo = (limits: Limits) => limit(community.app, community.tenant, limits);
  /** Of cluster.usage, and how many others there are in the community's schema, the opening of units too. */
  const during = async (work: () => Promise<unknown>): Promise<{ usage: number; others: number }> => {
    await work(); // what is remembered is remembered now
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
    query.mockRestore();
    const own = sent.filter((text) => !/platform\.|pg_notify|current_setting|^select 1$/.test(text));
    const isUsage = (text: string) => /cluster\.usage/.test(text) && !/jobs\.task/.test(text);
    const usage = own.filter(isUsage).length;
    return { usage, others: own.length - usage };
  };
  const works: [string, () => Promise<unknown>, number][] = [
    ['a post', () => ada.posts(`Nr ${(number += 1)}`), 1],
    ['somebody new', () => register(`new${(number += 1)}`), 2],
    ['a search', () => ada.get('/v1/posts?query=herons'), 1],
  ];
  const register = (username: string) => community.guest.post('/v1/auth/register', { username, password: 'secret-1' });

  it.each(works)('are none for %s where nothing is limited', async (_, work) => {
    await limitTo({});
    expect((await during(work)).usage).toBe(0);
  });

  it.each(works)('are few for %s where it is', async (_, work, most) => {
    await limitTo({});
    const { others } = await during(work);
    await limitTo({ members: 1_000, posts_per_day: 1_000, searches_per_day: 1_000, tasks_per_day: 100_000 });
    const limited = await during(work);
    expect(limited.usage).toBe(most);
    expect(limited.others - others).toBeLessThanOrEqual(2); // a search has a unit of work for it
  });
});
