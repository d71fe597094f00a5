import type { Data, Person } from '../../support/person.js';
import { refusesGuests, refusesOthersThanActive } from '../access.js';
import { type Contract, forbidden, invalid } from '../contract.js';
import { anyComment, anyPost, anyReply, befriend, newText, nothing } from '../conversation.js';
import { message, page } from '../shapes.js';
import type { Wire } from '../wire.js';

const noMessage = { status: 404, code: 50002, error: 'message.not-found' };
const notSent = { status: 400, code: 50003, error: 'whisper.not-sent' };
const nobody = {
  ...{ id: 0, nickname: '', username: '', status: 0, avatar: '' },
  ...{ is_admin: false, is_friend: false, is_following: false },
};

/** Notices and private messages (reference 8). */
export const messages: Contract = (wire) => {
  describe('GET /v1/user/messages', () => {
    listing(wire);
    choosing(wire);
  });
  describe('reading', () => reading(wire));
  describe('POST /v1/user/whisper', () => {
    whispering(wire);
    refusingWhispers(wire);
  });
  describe('access', () => {
    refusesGuests(wire, ['GET /v1/user/messages', 'GET /v1/user/msgcount/unread']);
    refusesGuests(wire, ['POST /v1/user/message/read', 'POST /v1/user/message/readall']);
    refusesOthersThanActive(wire, ['POST /v1/user/whisper']);
  });
};

const pair = async (wire: Wire): Promise<[Person, Person]> => [await wire.somebody(), await wire.somebody()];
const whisper = (from: Person, to: Person, content = newText()): Promise<Data> =>
  from.post('/v1/user/whisper', { user_id: to.id, content });

async function list(wire: Wire, who: Person, style = 'all', more: Record<string, number> = {}): Promise<Data[]> {
  await wire.settle();
  const sent = { query: { style, ...more } };
  return (await wire.ok<{ list: Data[] }>(who, 'GET /v1/user/messages', sent, page(message))).list;
}

const unread = async (wire: Wire, who: Person): Promise<number> => {
  await wire.settle();
  return (await wire.ok<{ count: number }>(who, 'GET /v1/user/msgcount/unread', {}, { count: 'int' })).count;
};

function listing(wire: () => Wire): void {
  it('has what others wrote, with all it is about, newest first', async () => {
    const [author, other] = await pair(wire());
    expect(await list(wire(), author)).toEqual([]);
    const post = await anyPost(author);
    const comment = await anyComment(other, post.id);
    const reply = await anyReply(other, comment.id, author.id);
    const [replied, commented] = await list(wire(), author);
    const about = { sender_user_id: other.id, receiver_user_id: author.id, post_id: post.id, is_read: 0 };
    const ofBoth = { ...about, sender_user: { id: other.id }, receiver_user: nobody, post: { id: post.id } };
    const ofComment = { id: comment.id, post_id: post.id, user_id: other.id };
    expect(commented).toMatchObject({ ...ofBoth, type: 2, brief: '在泡泡中评论了你', reply_id: 0, comment: ofComment });
    const ofReply = { id: reply.id, comment_id: comment.id, user_id: other.id, content: reply['content'] };
    expect(replied).toMatchObject({ ...ofBoth, type: 3, brief: '在泡泡评论下发布了新回复', reply: ofReply });
    expect(replied).toMatchObject({ comment_id: comment.id, comment: ofComment, reply_id: reply.id });
  });

  it('shows of a post only what its reader may see now', async () => {
    const [author, friend] = await pair(wire());
    await befriend(author, friend);
    const post = await anyPost(author, { users: [friend.username], visibility: 2 });
    const mention = async () => (await list(wire(), friend, 'system'))[0]!['post'];
    expect(await mention()).toMatchObject({ id: post.id, user_id: author.id });
    await author.post('/v1/friend/delete', { user_id: friend.id });
    expect(await mention()).toMatchObject({ id: 0, contents: [], user: nobody });
  });

  it('is read in pages', async () => {
    const [sender, receiver] = await pair(wire());
    for (const content of ['one', 'two', 'three']) await whisper(sender, receiver, content);
    const contents = async (page: number) =>
      (await list(wire(), receiver, 'all', { page, page_size: 2 })).map(({ content }) => content);
    expect([await contents(1), await contents(2), await contents(3)]).toEqual([['three', 'two'], ['one'], []]);
  });
}

function choosing(wire: () => Wire): void {
  it('shows each style its own, and all of them where the style is unknown', async () => {
    const [author, other] = await pair(wire());
    await anyComment(other, (await anyPost(author)).id);
    await whisper(other, author);
    await whisper(author, other);
    await other.post('/v1/friend/requesting', { user_id: author.id, greetings: 'Hi' });
    const types = async (style: string) =>
      (await list(wire(), author, style)).map(({ type }) => type as number).toSorted((one, two) => one - two);
    expect(await types('all')).toEqual([2, 4, 4, 5]);
    expect(await types('system')).toEqual([2]);
    expect(await types('whisper')).toEqual([4, 4]);
    expect(await types('requesting')).toEqual([5]);
    expect(await types('unread')).toEqual([2, 4, 5]);
    expect(await types('whatever')).toEqual([2, 4, 4, 5]);
    await wire().refused(author, 'GET /v1/user/messages', {}, invalid);
  });
}

function reading(wire: () => Wire): void {
  const one = (id: unknown) => ({ body: { id } });

  it('is of one message, or of all that are there', async () => {
    const [sender, receiver] = await pair(wire());
    for (const content of ['one', 'two', 'three']) await whisper(sender, receiver, content);
    expect(await unread(wire(), receiver)).toBe(3);
    const [last] = await list(wire(), receiver, 'unread');
    for (const _ of [1, 2]) await wire().ok(receiver, 'POST /v1/user/message/read', one(last!['id']));
    expect(await unread(wire(), receiver)).toBe(2);
    expect((await list(wire(), receiver)).map(({ is_read }) => is_read)).toEqual([1, 0, 0]);
    await wire().ok(receiver, 'POST /v1/user/message/readall');
    expect(await unread(wire(), receiver)).toBe(0);
    expect(await list(wire(), receiver, 'unread')).toEqual([]);
    expect(await unread(wire(), sender)).toBe(0);
  });

  it('is of what one has received', async () => {
    const [sender, receiver] = await pair(wire());
    await whisper(sender, receiver);
    const [received] = await list(wire(), receiver);
    const route = 'POST /v1/user/message/read';
    for (const who of [sender, await wire().somebody(), await wire().admin()])
      await wire().refused(who, route, one(received!['id']), forbidden);
    await wire().refused(receiver, route, one(nothing), noMessage);
    for (const id of [undefined, null, 0, -1, 1.5, '1', [1], 2 ** 53])
      await wire().refused(receiver, route, one(id), invalid);
    expect(await unread(wire(), receiver)).toBe(1);
  });
}

function whispering(wire: () => Wire): void {
  const route = 'POST /v1/user/whisper';

  it('is read by its receiver and its sender, and by nobody else', async () => {
    const [sender, receiver] = await pair(wire());
    const content = `${'泡'.repeat(254)}👋`;
    await wire().ok(sender, route, { body: { user_id: receiver.id, content } });
    const sent = { type: 4, brief: '给你发送新私信了', content, sender_user_id: sender.id, is_read: 0 };
    const ofNothing = { post_id: 0, post: { id: 0 }, comment_id: 0, reply_id: 0 };
    const ofTwo = { ...sent, ...ofNothing, receiver_user_id: receiver.id, sender_user: { id: sender.id } };
    expect(await list(wire(), receiver)).toMatchObject([{ ...ofTwo, receiver_user: nobody }]);
    expect(await list(wire(), sender)).toMatchObject([{ ...ofTwo, receiver_user: { id: receiver.id } }]);
    expect(await list(wire(), await wire().admin(), 'whisper')).toEqual([]);
    expect([await unread(wire(), receiver), await unread(wire(), sender)]).toEqual([1, 0]);
  });

  it('is limited to so many a day', async () => {
    const [[sender, receiver], limit] = [await pair(wire()), 'app.max_whisper_daily'];
    const over = { status: 429, code: 50005, error: 'whisper.limit' };
    await wire().where({ [limit]: 2 }, { [limit]: 1000 }, async () => {
      for (const content of ['one', 'two']) await whisper(sender, receiver, content);
      await wire().refused(sender, route, { body: { user_id: receiver.id, content: 'three' } }, over);
    });
    expect(await unread(wire(), receiver)).toBe(2);
  });
}

function refusingWhispers(wire: () => Wire): void {
  const route = 'POST /v1/user/whisper';

  it('is to others who are there, and allow it', async () => {
    const [sender, receiver] = await pair(wire());
    const to = (user_id: unknown) => ({ body: { user_id, content: 'Hi' } });
    await wire().refused(sender, route, to(sender.id), { status: 400, code: 50004, error: 'whisper.to-self' });
    await wire().refused(sender, route, to(nothing), notSent);
    for (const id of [undefined, null, 0, -1, `${receiver.id}`, 2 ** 53])
      await wire().refused(sender, route, to(id), invalid);
    await receiver.post('/v1/user/block', { user_id: sender.id });
    await wire().refused(sender, route, to(receiver.id), { status: 403, code: 104001, error: 'relation.blocked' });
    expect(await list(wire(), receiver)).toEqual([]);
  });

  it('is some words, not too many', async () => {
    const [sender, receiver] = await pair(wire());
    const say = (content: unknown) => ({ body: { user_id: receiver.id, content } });
    for (const content of ['  \n', 'x'.repeat(256), 'x'.repeat(200_000)])
      await wire().refused(sender, route, say(content), notSent);
    for (const content of [undefined, null, '', 7, ['x'], 'a\u0000b', '\ud800'])
      await wire().refused(sender, route, say(content), invalid);
    expect(await list(wire(), receiver)).toEqual([]);
  });
}
