import { behind } from '../support/behind.js';
import type { Person } from '../support/person.js';
import { reconcile } from '../support/reconcile.js';
import { useCommunity } from '../support/use-community.js';

jest.setTimeout(60_000);

/** Whatever of notices is not told for a good reason stays untold, also when the reason is gone by now. */
describe('what the reconciler never tells', () => {
  const community = useCommunity();
  const sql = behind(community);
  let [ada, bob, cleo]: Person[] = [];

  beforeAll(async () => {
    for (const name of ['ada', 'bob', 'cleo']) await community.member(name);
    [ada, bob, cleo] = [await community.member('ada'), await community.member('bob'), await community.member('cleo')];
  });
  beforeEach(async () => {
    await sql('delete from relation');
    await sql(`update member set barrier_lifted_at = null, follow_count = 0, follower_count = 0`);
    await sql('delete from message');
    await sql('update post set deleted_at = now(), comment_count = 0, request_key = null where deleted_at is null');
    await sql('delete from comment');
    await sql('update member set post_count = 0');
    await community.settle();
  });

  const told = async (): Promise<number> => (await reconcile(community)).byKind.message.repaired;
  const later = () => sql(`update comment set created_at = now() + interval '5 minutes'`);
  const toward = (what: string, from: Person, to: Person) => from.post(`/v1/user/${what}`, { user_id: to.id });

  it('tells once what had to be told', async () => {
    const { id } = await ada!.posts('herons');
    await bob!.comments(id, 'Where?');
    await community.settle();
    const [first] = await sql('select * from message');
    expect(await told()).toBe(0);
    await sql('delete from message');
    expect(await told()).toBe(1);
    const [again] = await sql('select * from message');
    const { id: _number, ...rest } = first!;
    expect({ ...again, created_at: null }).toEqual({ ...rest, id: again!['id'], created_at: null });
    expect(_number).not.toBe(again!['id']);
    await sql('delete from message');
    expect(await told()).toBe(1);
  });

  it.each(['mute', 'block'] as const)('while the receiver has a %s on the sender', async (barrier) => {
    const { id } = await ada!.posts('herons');
    await bob!.comments(id, 'Where?');
    await community.settle();
    await sql('delete from message');
    await toward(barrier, ada!, bob!);
    expect(await told()).toBe(0);
    await toward(`un${barrier}`, ada!, bob!); // it may have been there when the comment was made
    expect(await told()).toBe(0);
    await later(); // a comment from after that
    expect(await told()).toBe(1);
  });

  it('what was made under a mute that was lifted since', async () => {
    await toward('mute', ada!, bob!);
    const { id } = await ada!.posts('herons');
    await bob!.comments(id, 'Where?');
    await community.settle();
    expect(await sql('select from message')).toHaveLength(0);
    await toward('unmute', ada!, bob!);
    expect(await told()).toBe(0);
  });

  it('a block of the sender’s, or one that they lifted', async () => {
    const { id } = await ada!.posts('herons');
    await bob!.comments(id, 'Where?');
    await community.settle();
    await sql('delete from message');
    await toward('block', bob!, ada!);
    expect(await told()).toBe(0);
    await toward('unblock', bob!, ada!);
    expect(await told()).toBe(0);
  });

  it('to others than its author, of a post that was hidden at some time or is not for everybody', async () => {
    const { id } = await ada!.posts('herons');
    const { id: comment } = await bob!.comments(id, 'Where?');
    await cleo!.post('/v1/post/comment/reply', { comment_id: comment, content: 'There', at_user_id: 0 });
    await community.settle();
    await sql(`delete from message where dedupe_key like 'replied:%'`);
    await ada!.post('/v1/post/visibility', { id, visibility: 1 });
    expect(await told()).toBe(1); // its author saw it all the time
    await ada!.post('/v1/post/visibility', { id, visibility: 0 });
    expect(await told()).toBe(0);
    await sql('update post set visibility_changed_at = null where id = $1', [id]);
    await toward('block', ada!, bob!); // between the receiver and the author of the post
    expect(await told()).toBe(0);
    await toward('unblock', ada!, bob!);
    expect(await told()).toBe(0);
    await sql('update member set barrier_lifted_at = null');
    expect(await told()).toBe(1);
  });

  it('what a task is still going to tell, but what a dead letter was going to', async () => {
    const { id } = await ada!.posts('herons');
    await bob!.comments(id, 'Where?');
    const pending = `kind = 'messages.notify-commented' and tenant_role = current_user`;
    const [task] = await sql(`select * from jobs.task where ${pending}`);
    await community.settle();
    await sql('delete from message');
    await sql(
      `insert into jobs.task (kind, class, payload, run_after) values ($1, 'notify', $2, now() + interval '1 day')`,
      [task!['kind'], JSON.stringify(task!['payload'])],
    );
    expect(await told()).toBe(0);
    await sql(`delete from jobs.task where ${pending}`);
    await sql(`insert into jobs.task (kind, class, payload, state) values ($1, 'notify', $2, 'dead')`, [
      task!['kind'],
      JSON.stringify(task!['payload']),
    ]);
    expect(await told()).toBe(1);
    await sql(`delete from jobs.task where ${pending}`);
  });

  it('a request that was muted, withdrawn or ended by a block', async () => {
    const ask = () => bob!.post('/v1/friend/requesting', { user_id: ada!.id, greetings: 'friends?' });
    await toward('mute', ada!, bob!);
    await ask();
    expect(await told()).toBe(0);
    await toward('unmute', ada!, bob!);
    expect(await told()).toBe(0);
    await sql('update member set barrier_lifted_at = null');
    expect(await told()).toBe(1);
    await sql('delete from message');
    await toward('block', ada!, bob!);
    await toward('unblock', ada!, bob!);
    await sql('update member set barrier_lifted_at = null');
    expect(await told()).toBe(0);
  });

  it('what schemas from before know nothing of', async () => {
    const { id } = await ada!.posts('herons');
    await bob!.comments(id, 'Where?');
    await community.settle();
    await sql('delete from message');
    await sql('update member set barrier_lifted_at = now()'); // as the migration leaves it
    expect(await told()).toBe(0);
  });
});
