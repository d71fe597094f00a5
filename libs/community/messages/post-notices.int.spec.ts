import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { CommentPublished } from '#community/comments';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { NotifyCommented } from './notify-commented.handler.js';

const community = useCommunity();
const people = async (...names: string[]) =>
  (await Promise.all(names.map((name) => community.member(name)))) as [Person, Person, Person];
const unread = async (person: Person) => (await person.get('/v1/user/msgcount/unread'))['count'];
const remove = (person: Person, id: number) => person.delete('/v1/post', { id });
const inside = async <T>(work: () => Promise<T>): Promise<T> =>
  tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, work);

describe('what members were told of a post', () => {
  it('is forgotten when it is deleted, and no longer counts', async () => {
    const [ada, bob, cleo] = await people('ada1', 'bob1', 'cleo1');
    const { id } = await ada.posts('Hello @bob1 ', { users: ['bob1'] });
    const { id: kept } = await ada.posts('Hello once more @bob1 ', { users: ['bob1'] });
    const { id: comment } = await cleo.comments(id, 'Hi @bob1 ', ['bob1']);
    await community.settle();
    await bob.post('/v1/post/comment/reply', { comment_id: comment, content: 'Hi' });
    await community.settle();
    expect([await unread(ada), await unread(bob), await unread(cleo)]).toEqual([2, 3, 1]);
    await remove(ada, id);
    await community.settle();
    expect([await unread(ada), await unread(bob), await unread(cleo)]).toEqual([0, 1, 0]);
    expect(await bob.messages()).toMatchObject([{ post_id: kept }]);
    expect([await ada.messages(), await cleo.messages()]).toEqual([[], []]);
  });

  it('does not come any more when it is late', async () => {
    const [ada, bob] = await people('ada2', 'bob2');
    const { id } = await ada.posts('A question');
    const { id: comment } = await bob.comments(id, 'An answer');
    await remove(ada, id);
    await community.settle();
    const again = new CommentPublished(comment, id, bob.id, ada.id, [ada.id]);
    await inside(() =>
      community.app.get(TenantDatabase).transaction(() => community.app.get(NotifyCommented).handle(again)),
    );
    expect(await ada.messages()).toEqual([]);
  });

  it('is forgotten also when it is told at the very moment', async () => {
    const [ada, bob] = await people('ada3', 'bob3');
    for (let round = 0; round < 8; round += 1) {
      const { id } = await ada.posts(`Question ${round}`);
      await bob.comments(id, 'An answer');
      await Promise.all([community.settle(), remove(ada, id)]);
      await community.settle();
      expect(await ada.messages()).toEqual([]);
      expect(await unread(ada)).toBe(0);
    }
  });

  it('is told by the community itself when an administrator deletes it', async () => {
    const [ada, bob] = await people('ada4', 'bob4');
    const { id } = await ada.posts('Too bad @bob4 ', { users: ['bob4'] });
    await community.settle();
    await remove(await community.owner(), id);
    await community.settle();
    expect(await bob.messages()).toEqual([]);
    expect(await ada.messages('system')).toMatchObject([
      {
        type: 99,
        brief: '你的泡泡动态已被管理员删除',
        sender_user_id: 0,
        sender_user: { id: 0, username: '' },
        receiver_user_id: ada.id,
        post_id: id,
        post: { id: 0 },
        is_read: 0,
      },
    ]);
    expect(await unread(ada)).toBe(1);
  });

  it('is not told to its author when they delete it themselves', async () => {
    const [ada] = await people('ada5');
    await remove(ada, (await ada.posts('Too bad')).id);
    await community.settle();
    expect(await ada.messages()).toEqual([]);
  });
});

describe('members are told', () => {
  const edit = (person: Person, id: number, content: string, users: string[]) =>
    person.post('/v1/post/edit', { id, contents: [{ content, type: 2, sort: 100 }], tags: [], users });

  it('once of a post that names them, whether from the beginning or since an edit', async () => {
    const [ada, bob, cleo] = await people('ada6', 'bob6', 'cleo6');
    const { id } = await ada.posts('Hello @bob6 ', { users: ['bob6'] });
    await community.settle();
    await edit(ada, id, 'Hello @bob6 @cleo6 ', ['bob6', 'cleo6']);
    await edit(ada, id, 'Hello, @bob6 @cleo6 ', ['bob6', 'cleo6']);
    await community.settle();
    const told = [{ type: 1, post_id: id, brief: '在新发布的泡泡动态中@了你' }];
    expect(await bob.messages()).toMatchObject(told);
    expect(await cleo.messages()).toMatchObject(told);
  });

  it('that their post was repeated or quoted', async () => {
    const [ada, bob, cleo] = await people('ada7', 'bob7', 'cleo7');
    const { id } = await ada.posts('A heron');
    const repost = (await bob.post('/v1/post/repost', { id })) as { id: number };
    const quote = (await cleo.post('/v1/post', {
      contents: [{ content: 'Look!', type: 2, sort: 100 }],
      tags: [],
      users: [],
      quote_id: id,
    })) as { id: number };
    await ada.post('/v1/post', {
      contents: [{ content: 'Me again', type: 2, sort: 100 }],
      tags: [],
      users: [],
      quote_id: id,
    });
    await community.settle();
    const told = await ada.messages();
    expect(new Map(told.map(({ sender_user_id, post_id }) => [sender_user_id, post_id]))).toEqual(
      new Map([
        [bob.id, repost.id],
        [cleo.id, quote.id],
      ]),
    );
    expect(told).toHaveLength(2);
    for (const message of told) {
      expect(message).toMatchObject({ type: 1, brief: '转发了你的泡泡动态', post: { quoted: { id } } });
    }
    await remove(bob, repost.id);
    await community.settle();
    expect(await ada.messages()).toMatchObject([{ post_id: quote.id }]);
  });

  it.each(['mute', 'block'])('nothing of somebody they %s', async (what) => {
    const [ada, bob, cleo] = await people(`ada8${what}`, `bob8${what}`, `cleo8${what}`);
    const { id } = await cleo.posts('A question');
    const { id: comment } = await ada.comments(id, 'Is it?');
    await community.settle();
    await ada.post(`/v1/user/${what}`, { user_id: bob.id });
    await bob.posts(`Hello @${ada.username} `, { users: [ada.username] });
    await bob.comments(id, `Hello @${ada.username} `, [ada.username]);
    await bob.post('/v1/post/comment/reply', { comment_id: comment, content: 'It is' }).catch(() => undefined);
    await community.settle();
    expect(await ada.messages()).toEqual([]);
    expect((await cleo.messages()).length).toBeGreaterThan(1);
  });

  it('nothing of somebody who blocks them', async () => {
    const [ada, bob, cleo] = await people('ada9', 'bob9', 'cleo9');
    const { id } = await cleo.posts('A question');
    await bob.post('/v1/user/block', { user_id: ada.id });
    await bob.comments(id, 'Hello @ada9 ', ['ada9']);
    await community.settle();
    expect(await ada.messages()).toEqual([]);
    expect(await cleo.messages()).toHaveLength(1);
  });
});
