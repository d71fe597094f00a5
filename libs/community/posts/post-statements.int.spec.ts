import pg from 'pg';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

/** As in timelines: without the opening of a unit, COMMIT, what is remembered, and the outbox. */
describe('the statements that posts take', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let number = 0;

  const during = async (work: () => Promise<unknown>): Promise<number> => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
    query.mockRestore();
    const own = (text: string) =>
      !/^(BEGIN;|COMMIT|ROLLBACK)|jobs\.|platform\.|cluster\.|pg_notify|left join session|current_setting|from setting|^select 1$/.test(
        text,
      );
    return sent.filter(own).length;
  };
  const body = (more: object = {}) => ({
    contents: [{ content: `Nr ${(number += 1)}`, type: 2, sort: 100 }],
    tags: ['a'],
    users: [],
    ...more,
  });
  const fresh = async () => (await ada.post('/v1/post', body())) as { id: number };

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    await fresh();
  });

  it('that make them are few', async () => {
    const { id } = await fresh();
    const again = body();
    expect(await during(() => ada.post('/v1/post', again))).toBe(3);
    expect(await during(() => ada.post('/v1/post', again))).toBe(2);
    expect(await during(() => ada.post('/v1/post', body({ users: ['bob', 'nobody'] })))).toBe(4);
    expect(await during(() => bob.post('/v1/post', body({ quote_id: id })))).toBe(6);
    expect(await during(() => bob.post('/v1/post/repost', { id }))).toBe(6);
    expect(await during(() => bob.post('/v1/post/repost', { id }))).toBe(4);
  });

  it('that change them are few', async () => {
    const { id } = await fresh();
    expect(await during(() => ada.post('/v1/post/edit', { id, ...body() }))).toBe(4);
    expect(await during(() => ada.post('/v1/post/lock', { id }))).toBe(2);
    expect(await during(() => ada.post('/v1/post/highlight', { id }))).toBe(2);
    expect(await during(() => ada.post('/v1/post/visibility', { id, visibility: 1 }))).toBe(2);
    expect(await during(() => ada.post('/v1/post/visibility', { id, visibility: 1 }))).toBe(1);
    expect(await during(() => ada.post('/v1/post/collection', { id }))).toBe(2);
    expect(await during(() => ada.post('/v1/post/star', { id }))).toBe(2);
  });

  it('that delete them are few, however much hangs on them', async () => {
    const [{ id: bare }, { id: loved }] = [await fresh(), await fresh()];
    expect(await during(() => ada.delete('/v1/post', { id: bare }))).toBe(5);
    for (let nr = 0; nr < 5; nr += 1) await bob.comments(loved, `x ${nr}`);
    await bob.post('/v1/post/star', { id: loved });
    expect(await during(() => ada.delete('/v1/post', { id: loved }))).toBe(5);
  });

  it('that read them are one, and one more for what they quote', async () => {
    const { id } = await fresh();
    const quotes: Data[] = [];
    for (let nr = 0; nr < 5; nr += 1) quotes.push(await bob.post('/v1/post', body({ quote_id: id })));
    expect(await during(() => bob.get(`/v1/post?id=${id}`))).toBe(1);
    expect(await during(() => bob.get(`/v1/post?id=${String(quotes[0]!['id'])}`))).toBe(2);
    expect(await during(() => bob.get(`/v1/post/revisions?id=${id}`))).toBe(2);
    expect(await during(() => bob.get(`/v1/post/collection?id=${id}`))).toBe(1);
    await ada.timeline('newest', 1); // whom she follows is known from now on
    for (const size of [2, 20]) expect(await during(() => ada.timeline('newest', size))).toBeLessThanOrEqual(2);
  });
});
