import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { FriendRequestAnswered, FriendRequested } from '#community/relations';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { NotifyFriendRequested } from './notify-friend-requested.handler.js';
import { ShowFriendAnswer } from './show-friend-answer.handler.js';

describe('a friend request', () => {
  const community = useCommunity();
  const people = async (...names: string[]) =>
    (await Promise.all(names.map((name) => community.member(name)))) as [Person, Person];
  const ask = (from: Person, to: Person, greetings = 'Shall we?') =>
    from.post('/v1/friend/requesting', { user_id: to.id, greetings });
  const answer = (who: Person, what: string, other: Person) => who.post(`/v1/friend/${what}`, { user_id: other.id });
  const states = async (person: Person) => (await person.messages('requesting')).map(({ reply_id }) => reply_id);
  const unread = async (person: Person) => (await person.get('/v1/user/msgcount/unread'))['count'];
  /** What a task does that comes late, or once more. */
  const late = async (work: () => Promise<void>) => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    await tenantScope.run(tenant, () => community.app.get(TenantDatabase).transaction(work));
  };
  const notify = (from: Person, to: Person, round: number) =>
    late(() => community.app.get(NotifyFriendRequested).handle(new FriendRequested(from.id, to.id, round)));
  const show = (one: Person, other: Person) =>
    late(() => community.app.get(ShowFriendAnswer).handle(new FriendRequestAnswered(one.id, other.id)));

  it('comes as a message, once', async () => {
    const [ada, bob] = await people('ada1', 'bob1');
    await ask(ada, bob);
    await ask(ada, bob, 'Please?');
    await community.settle();
    await notify(ada, bob, 1);
    expect(await bob.messages()).toMatchObject([
      {
        type: 5,
        brief: '请求添加好友，并附言:',
        content: 'Shall we?',
        reply_id: 1,
        sender_user_id: ada.id,
        sender_user: { username: 'ada1' },
        receiver_user: { id: 0 },
        post: { id: 0 },
        comment_id: 0,
        is_read: 0,
      },
    ]);
    expect(await unread(bob)).toBe(1);
    expect(await ada.messages()).toEqual([]);
  });

  it.each([
    ['add', 2],
    ['reject', 3],
  ])('shows what became of it: %s', async (what, state) => {
    const [ada, bob] = await people(`ada2${state}`, `bob2${state}`);
    await ask(ada, bob);
    await community.settle();
    await answer(bob, what, ada);
    await community.settle();
    await show(ada, bob);
    await notify(ada, bob, 1);
    expect(await states(bob)).toEqual([state]);
  });

  it('of both at once is answered for both', async () => {
    const [ada, bob] = await people('ada3', 'bob3');
    await Promise.all([ask(ada, bob), ask(bob, ada)]);
    await community.settle();
    expect([await states(ada), await states(bob)]).toEqual([[1], [1]]);
    await answer(bob, 'add', ada);
    await community.settle();
    expect([await states(ada), await states(bob)]).toEqual([[2], [2]]);
  });

  it('goes away when it is taken back, and no longer counts', async () => {
    const [ada, bob] = await people('ada4', 'bob4');
    await ask(ada, bob);
    await community.settle();
    expect(await unread(bob)).toBe(1);
    await answer(ada, 'withdraw', bob);
    await community.settle();
    expect(await bob.messages()).toEqual([]);
    expect(await unread(bob)).toBe(0);
    await notify(ada, bob, 1);
    expect(await bob.messages()).toEqual([]);
  });

  it('goes away with a block', async () => {
    const [ada, bob] = await people('ada5', 'bob5');
    await ask(ada, bob);
    await community.settle();
    await bob.post('/v1/user/block', { user_id: ada.id });
    await community.settle();
    await bob.post('/v1/user/unblock', { user_id: ada.id });
    expect(await bob.messages()).toEqual([]);
  });

  it('that was refused may be made again, and stands as it was', async () => {
    const [ada, bob] = await people('ada6', 'bob6');
    await ask(ada, bob, 'First');
    await community.settle();
    await answer(bob, 'reject', ada);
    await community.settle();
    await ask(ada, bob, 'Second');
    await community.settle();
    expect(await bob.messages('requesting')).toMatchObject([
      { content: 'Second', reply_id: 1 },
      { content: 'First', reply_id: 3 },
    ]);
    await answer(bob, 'add', ada);
    await community.settle();
    expect(await states(bob)).toEqual([2, 3]);
  });

  it('that was made anew before anybody was told of the answer is there once', async () => {
    const [ada, bob] = await people('ada7', 'bob7');
    await ask(ada, bob, 'First');
    await community.settle();
    await answer(bob, 'reject', ada);
    await ask(ada, bob, 'Second');
    await community.settle();
    expect(await bob.messages('requesting')).toMatchObject([{ content: 'Second', reply_id: 1 }]);
  });

  it('that was answered before it was told of comes as it ended', async () => {
    const [ada, bob] = await people('ada8', 'bob8');
    await ask(ada, bob);
    await answer(bob, 'add', ada);
    await community.settle();
    expect(await states(bob)).toEqual([2]);
  });

  it('stays as accepted when the friendship ends', async () => {
    const [ada, bob] = await people('ada9', 'bob9');
    await ask(ada, bob);
    await community.settle();
    await answer(bob, 'add', ada);
    await community.settle();
    await answer(ada, 'delete', bob);
    await community.settle();
    expect(await states(bob)).toEqual([2]);
  });

  it('of somebody muted is not told', async () => {
    const [ada, bob] = await people('ada10', 'bob10');
    await bob.post('/v1/user/mute', { user_id: ada.id });
    await ask(ada, bob);
    await community.settle();
    expect(await bob.messages()).toEqual([]);
  });

  it('and its answer at the same moment end in one state', async () => {
    const pairs = await Promise.all(Array.from({ length: 8 }, (_, n) => people(`ada2x${n}`, `bob2x${n}`)));
    await Promise.all(pairs.map(([ada, bob]) => ask(ada, bob)));
    await Promise.all([community.settle(), ...pairs.map(([ada, bob]) => answer(bob, 'add', ada))]);
    await community.settle();
    for (const [, bob] of pairs) expect(await states(bob)).toEqual([2]);
  });
});
