import pg from 'pg';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

/** What is asked of the community's own rows; not the opening of a unit, its end, the settings and who calls. */
const isOwn = (text: string): boolean =>
  !/^(BEGIN;|COMMIT|ROLLBACK)|jobs\.|platform\.|cluster\.|pg_notify|session|current_setting|from setting|^select 1$/.test(
    text,
  );

describe('the statements that a route about messages takes', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;

  const during = async (work: () => Promise<unknown>): Promise<number> => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
    query.mockRestore();
    return sent.filter(isOwn).length;
  };
  const list = (style: string, size: number) => () => ada.get(`/v1/user/messages?style=${style}&page_size=${size}`);

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    for (let number = 0; number < 12; number += 1) {
      const { id } = await ada.posts(`Question ${number}`);
      await bob.comments(id, `Answer ${number}`);
      await bob.post('/v1/post/repost', { id });
      await bob.post('/v1/user/whisper', { user_id: ada.id, content: `Whisper ${number}` });
    }
    await bob.post('/v1/friend/requesting', { user_id: ada.id, greetings: 'Shall we?' });
    await community.settle();
    await ada.get('/v1/user/msgcount/unread');
  });

  it('are three for a list at most, however long: the page, what its posts quote, and the total', async () => {
    for (const size of [1, 5, 20]) {
      await new Promise((resolve) => setTimeout(resolve, 1000)); // totals are remembered for so long
      expect(await during(list('all', size))).toBeLessThanOrEqual(3);
    }
    expect(await during(list('all', 100))).toBe(2);
    expect(await during(list('whisper', 100))).toBe(1);
  });

  it('are one to count what is unread, and none when it has just been counted', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await during(() => ada.get('/v1/user/msgcount/unread'))).toBe(1);
    expect(await during(() => ada.get('/v1/user/msgcount/unread'))).toBe(0);
  });

  it('are two to send a private message, and one to read any', async () => {
    expect(await during(() => ada.post('/v1/user/whisper', { user_id: bob.id, content: 'Hello' }))).toBe(2);
    const [newest] = await ada.messages('unread');
    expect(await during(() => ada.post('/v1/user/message/read', { id: newest!['id'] }))).toBe(1);
    expect(await during(() => ada.request('POST', '/v1/user/message/readall'))).toBe(1);
  });
});
