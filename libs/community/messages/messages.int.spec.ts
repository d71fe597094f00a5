import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { CommentPublished } from '#community/comments';
import { bootApi } from '../../../test/support/boot-api.js';
import type { Data, Person } from '../../../test/support/person.js';
import { communityOf, useCommunity } from '../../../test/support/use-community.js';
import { NotifyCommented } from './notify-commented.handler.js';

const about = (message: Data | undefined) => ({
  type: message?.['type'],
  brief: message?.['brief'],
  post: message?.['post_id'],
  comment: message?.['comment_id'],
  reply: message?.['reply_id'],
});
const idOf = (value: unknown) => (value as { id: number }).id;
const count = async (person: Person) => (await person.get('/v1/user/msgcount/unread'))['count'];

describe('notices to members', () => {
  const community = useCommunity();
  const people = (...names: string[]) => Promise.all(names.map((name) => community.member(name)));
  const reply = (person: Person, commentId: number, text: string, at = 0) =>
    person.post('/v1/post/comment/reply', { comment_id: commentId, content: text, at_user_id: at });

  it('tell those whom a new post names, and not its author', async () => {
    const [ada, bob, cleo] = await people('ada1', 'bob1', 'cleo1');
    const { id } = await ada!.posts('Hello @bob1 and @ada1 ', { users: ['bob1', 'BOB1', 'ada1', 'nobody'] });
    await community.settle();
    expect(await bob!.messages()).toMatchObject([
      {
        type: 1,
        brief: '在新发布的泡泡动态中@了你',
        is_read: 0,
        sender_user_id: ada!.id,
        receiver_user_id: bob!.id,
        post_id: id,
      },
    ]);
    expect(await ada!.messages()).toEqual([]);
    expect(await cleo!.messages()).toEqual([]);
  });

  it('tell the author of a post of each comment, and whom it names, each once', async () => {
    const [ada, bob, cleo] = await people('ada2', 'bob2', 'cleo2');
    const { id } = await ada!.posts('A question');
    const { id: comment } = await bob!.comments(id, 'An answer @ada2 @cleo2 @bob2 ', ['ada2', 'cleo2', 'bob2']);
    await community.settle();
    const told = { type: 2, post: id, comment, reply: 0 };
    expect((await ada!.messages()).map(about)).toEqual([{ ...told, brief: '在泡泡中评论了你' }]);
    expect((await cleo!.messages()).map(about)).toEqual([{ ...told, brief: '在泡泡评论中@了你' }]);
    expect(await bob!.messages()).toEqual([]);
  });

  it('tell of a reply: whose comment it is, whose post it is, to whom it is addressed', async () => {
    const [ada, bob, cleo, dan] = await people('ada3', 'bob3', 'cleo3', 'dan3');
    const { id } = await ada!.posts('A question');
    const { id: comment } = await bob!.comments(id, 'An answer');
    await community.settle();
    const { id: answer } = await reply(cleo!, comment, 'Right', dan!.id);
    await community.settle();
    const told = { type: 3, post: id, comment, reply: answer };
    expect(about((await bob!.messages())[0])).toEqual({ ...told, brief: '在泡泡评论下回复了你' });
    expect(about((await ada!.messages())[0])).toEqual({ ...told, brief: '在泡泡评论下发布了新回复' });
    expect(about((await dan!.messages())[0])).toEqual({ ...told, brief: '在泡泡评论的回复中@了你' });
    expect(await cleo!.messages()).toEqual([]);
  });

  it('tell nobody of what they did themselves', async () => {
    const [ada] = await people('ada4');
    const { id } = await ada!.posts('A note to myself');
    const { id: comment } = await ada!.comments(id, 'And another', ['ada4']);
    await reply(ada!, comment, 'And one more');
    await community.settle();
    expect(await ada!.messages()).toEqual([]);
  });

  it('do not tell of a post to who may not see it', async () => {
    const [ada, bob, cleo] = await people('ada5', 'bob5', 'cleo5');
    await cleo!.post('/v1/user/follow', { user_id: ada!.id });
    await ada!.posts('For followers @bob5 @cleo5 ', { users: ['bob5', 'cleo5'], visibility: 3 });
    await ada!.posts('For myself @cleo5 ', { users: ['cleo5'], visibility: 1 });
    await community.settle();
    expect(await bob!.messages()).toEqual([]);
    expect(await cleo!.messages()).toHaveLength(1);
  });

  it('say nothing of what was deleted before they were on their way', async () => {
    const [ada, bob] = await people('ada6', 'bob6');
    const { id } = await ada!.posts('A question');
    const { id: comment } = await bob!.comments(id, 'Said too soon');
    await bob!.delete('/v1/post/comment', { id: comment });
    await community.settle();
    expect(await ada!.messages()).toEqual([]);
  });

  it('come once, though the task may come twice and the process end in between', async () => {
    const [ada] = await people('ada7');
    const { id } = await ada!.posts('Before the crash');
    const before = communityOf(await bootApi(), community.tenant);
    const stranger = await before.member('bob7b');
    const made = await stranger.comments(id, 'Committed, not delivered'); // no dispatcher runs in a test
    await before.app.close();
    const [one, other] = await Promise.all([bootApi(), bootApi()]);
    const both = [communityOf(one, community.tenant), communityOf(other, community.tenant)];
    await Promise.all(both.map((process) => process.settle()));
    await Promise.all([community.settle(), ...both.map((process) => process.settle())]);
    const again = new CommentPublished(made.id, id, stranger.id, ada!.id, [ada!.id]);
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    await tenantScope.run(tenant, () =>
      community.app.get(TenantDatabase).transaction(() => community.app.get(NotifyCommented).handle(again)),
    );
    expect(await ada!.messages()).toHaveLength(1);
    await Promise.all(both.map(({ app }) => app.close()));
  });
});

describe('the list of messages', () => {
  const community = useCommunity();
  let ada: Person;
  let bob: Person;
  let post: number;
  let comment: number;
  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
    await ada.post('/v1/user/follow', { user_id: bob.id });
    ({ id: post } = await ada.posts('A question <b>'));
    ({ id: comment } = await bob.comments(post, 'An answer'));
    await bob.posts('Hello @ada ', { users: ['ada'] });
    await community.settle();
  });

  it('shows who, what and where, in objects that are always there', async () => {
    const [mentioned, commented] = await ada.messages();
    const nobody = {
      id: 0,
      nickname: '',
      username: '',
      status: 0,
      avatar: '',
      is_admin: false,
      is_friend: false,
      is_following: false,
    };
    expect(commented).toEqual({
      id: expect.any(Number),
      sender_user_id: bob.id,
      sender_user: {
        ...nobody,
        id: bob.id,
        nickname: 'bob',
        username: 'bob',
        status: 1,
        avatar: expect.any(String),
        is_following: true,
      },
      receiver_user_id: ada.id,
      receiver_user: nobody,
      type: 2,
      brief: '在泡泡中评论了你',
      content: '',
      post_id: post,
      post: await ada.get(`/v1/post?id=${post}`),
      comment_id: comment,
      comment: {
        id: comment,
        created_on: expect.any(Number),
        modified_on: expect.any(Number),
        deleted_on: 0,
        is_del: 0,
        post_id: post,
        user_id: bob.id,
        ip_loc: '',
        is_essense: 0,
        reply_count: 0,
        thumbs_up_count: 0,
      },
      reply_id: 0,
      reply: { comment_id: 0, user_id: 0, at_user_id: 0, content: '', ip_loc: '', thumbs_up_count: 0 },
      is_read: 0,
      created_on: expect.any(Number),
      modified_on: expect.any(Number),
    });
    expect(mentioned).toMatchObject({
      type: 1,
      comment: { post_id: 0, user_id: 0 },
      post: { user: { username: 'bob' } },
    });
    expect(JSON.stringify([mentioned, commented])).not.toMatch(/"ip"|127\.0\.0\.1|::1|<b>/);
  });

  it('tells how many there are, page by page', async () => {
    const page = (number: number) => ada.get(`/v1/user/messages?style=all&page=${number}&page_size=1`);
    expect(await page(1)).toMatchObject({ list: [{ type: 1 }], pager: { page: 1, page_size: 1, total_rows: 2 } });
    expect(await page(2)).toMatchObject({ list: [{ type: 2 }], pager: { page: 2, total_rows: 2 } });
    expect(await page(9)).toMatchObject({ list: [], pager: { page: 9, total_rows: 2 } });
  });

  it.each([
    ['all', 2],
    ['system', 2],
    ['unread', 2],
    ['whisper', 0],
    ['requesting', 0],
    ['something', 2],
  ])('in the style %s has %i', async (style, number) => {
    const { list, pager } = await ada.get(`/v1/user/messages?style=${style}`);
    expect(list).toHaveLength(number);
    expect(pager).toMatchObject({ total_rows: number });
  });

  it('shows a post no longer once the reader may not see it', async () => {
    const { id } = await bob.posts('For a while @ada ', { users: ['ada'], visibility: 3 });
    await community.settle();
    expect((await ada.messages())[0]).toMatchObject({ post_id: id, post: { id } });
    await ada.post('/v1/user/unfollow', { user_id: bob.id });
    expect((await ada.messages())[0]).toMatchObject({
      post_id: id,
      post: { id: 0, user: { id: 0 }, contents: [], tags: {} },
    });
    await ada.post('/v1/user/follow', { user_id: bob.id });
  });

  it('shows a deleted comment as gone', async () => {
    const { id } = await ada.posts('Another question');
    const { id: deleted } = await bob.comments(id, 'Oh');
    await community.settle();
    await bob.delete('/v1/post/comment', { id: deleted });
    expect((await ada.messages())[0]).toMatchObject({ comment_id: deleted, comment: { user_id: 0 }, post: { id } });
  });

  it('of a neighbour shows nothing here, whose ids and names are the same', async () => {
    const there = await community.neighbour();
    const [adaThere, bobThere] = [await there.member('ada'), await there.member('bob')];
    const { id } = await adaThere.posts('A canary');
    await bobThere.comments(id, 'sings');
    await Promise.all([there.settle(), community.settle()]);
    expect(await adaThere.messages()).toHaveLength(1);
    expect(JSON.stringify(await ada.messages())).not.toMatch(/canary/);
    const theirs = idOf((await adaThere.messages())[0]);
    await adaThere.post('/v1/user/message/read', { id: theirs });
    expect((await adaThere.messages())[0]).toMatchObject({ is_read: 1 });
    expect((await ada.messages()).filter(({ is_read }) => is_read === 1)).toEqual([]);
  });
});

describe('unread messages', () => {
  const community = useCommunity();

  it('are counted at once, and fewer when they are read', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts('A question');
    expect(await count(ada)).toBe(0);
    for (const text of ['one', 'two', 'three']) await bob.comments(id, text);
    await community.settle();
    expect(await count(ada)).toBe(3);
    const [newest] = await ada.messages('unread');
    await ada.post('/v1/user/message/read', { id: idOf(newest) });
    await ada.post('/v1/user/message/read', { id: idOf(newest) });
    expect(await count(ada)).toBe(2);
    expect((await ada.messages())[0]).toMatchObject({ is_read: 1 });
    expect(await ada.messages('unread')).toHaveLength(2);
    await ada.request('POST', '/v1/user/message/readall'); // without a body
    expect(await count(ada)).toBe(0);
    expect(await ada.messages('unread')).toEqual([]);
    expect(await ada.messages()).toHaveLength(3);
  });

  it('of somebody else cannot be read for them', async () => {
    const [ada, bob] = [await community.member('ada8'), await community.member('bob8')];
    await bob.comments((await ada.posts('A question')).id, 'An answer');
    await community.settle();
    const id = idOf((await ada.messages())[0]);
    await expect(bob.post('/v1/user/message/read', { id })).rejects.toMatchObject({ status: 403, code: 20007 });
    expect(await count(ada)).toBe(1);
  });

  it.each([
    [{}, 400, 10001],
    [{ id: 0 }, 400, 10001],
    [{ id: '1' }, 400, 10001],
    [{ id: 1.5 }, 400, 10001],
    [{ id: -1 }, 400, 10001],
    [{ id: 2 ** 53 }, 400, 10001],
    [{ id: [1] }, 400, 10001],
    [[], 400, 10001],
    [{ id: 999_999_999 }, 404, 50002],
    [{ id: Number.MAX_SAFE_INTEGER }, 404, 50002],
  ])('are not read by %j', async (body, status, code) => {
    const ada = await community.member('ada');
    await expect(ada.post('/v1/user/message/read', body)).rejects.toMatchObject({ status, code });
  });

  it.each(['', '?style=', '?style=%20', '?style=a&style=b', '?style[]=all'])('are not listed by %j', async (query) => {
    const ada = await community.member('ada');
    await expect(ada.get(`/v1/user/messages${query}`)).rejects.toMatchObject({ status: 400, code: 10001 });
  });

  it('are nobody’s who is not signed in', async () => {
    const { guest } = community;
    for (const path of ['messages?style=all', 'msgcount/unread']) {
      await expect(guest.get(`/v1/user/${path}`)).rejects.toMatchObject({ status: 401, code: 10005 });
    }
    for (const path of ['read', 'readall']) {
      await expect(guest.post(`/v1/user/message/${path}`, { id: 1 })).rejects.toMatchObject({
        status: 401,
        code: 10005,
      });
    }
  });
});
