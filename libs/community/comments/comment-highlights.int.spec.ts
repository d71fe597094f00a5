import { behind } from '../../../test/support/behind.js';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('highlighting a comment', () => {
  const community = useCommunity();
  const sql = behind(community);
  const people = () => Promise.all(['ada', 'bob'].map((name) => community.member(name))) as Promise<[Person, Person]>;
  const toggle = (person: Person, id: unknown) => person.post('/v1/post/comment/highlight', { id });
  const order = async (postId: number, style: string) => {
    const { list } = (await community.guest.get(`/v1/post/comments?id=${postId}&style=${style}`)) as { list: Data[] };
    return list.map((comment) => [comment['id'], comment['is_essence']]);
  };

  it('puts it first in each order, and back', async () => {
    const [ada, bob] = await people();
    const { id } = await ada.posts('Nr 1');
    const [one, two, three] = [await bob.comments(id, '1'), await bob.comments(id, '2'), await bob.comments(id, '3')];
    expect(await toggle(ada, two.id)).toEqual({ highlight_status: 1 });
    expect(await order(id, 'default')).toEqual([[two.id, 1], [one.id, 0], [three.id, 0]]); // prettier-ignore
    for (const style of ['newest', 'hots'])
      expect(await order(id, style)).toEqual([[two.id, 1], [three.id, 0], [one.id, 0]]); // prettier-ignore
    expect(await toggle(ada, two.id)).toEqual({ highlight_status: 0 });
    expect(await order(id, 'default')).toEqual([[one.id, 0], [two.id, 0], [three.id, 0]]); // prettier-ignore
  });

  it('is for the author of the post only', async () => {
    const [ada, bob] = await people();
    const { id } = await ada.posts('Nr 2');
    const comment = await bob.comments(id, 'me');
    for (const person of [bob, await community.owner()])
      await expect(toggle(person, comment.id)).rejects.toMatchObject({ code: 20007, status: 403 });
    await expect(toggle(community.guest, comment.id)).rejects.toMatchObject({ code: 10005, status: 401 });
    const hidden = await ada.posts('mine', { visibility: 1 });
    const own = await ada.comments(hidden.id, 'own');
    await expect(toggle(bob, own.id)).rejects.toMatchObject({ code: 20007 });
    expect(await toggle(ada, own.id)).toEqual({ highlight_status: 1 });
  });

  it('needs a comment that is there', async () => {
    const [ada, bob] = await people();
    const { id } = await ada.posts('Nr 3');
    const comment = await bob.comments(id, 'gone');
    const reply = await bob.post('/v1/post/comment/reply', { comment_id: comment.id, content: 'x' });
    await expect(toggle(ada, reply['id'])).rejects.toMatchObject({ code: 40009, status: 404 });
    await bob.delete('/v1/post/comment', { id: comment.id });
    await expect(toggle(ada, comment.id)).rejects.toMatchObject({ code: 40009 });
    await expect(toggle(ada, 999_999)).rejects.toMatchObject({ code: 40009 });
  });

  it('is toggled once by each of those that come at once', async () => {
    const [ada, bob] = await people();
    const { id } = await ada.posts('Nr 4');
    const comment = await bob.comments(id, 'busy');
    const answers = await Promise.all(Array.from({ length: 21 }, () => toggle(ada, comment.id)));
    expect(answers.filter(({ highlight_status }) => highlight_status === 1)).toHaveLength(11);
    expect(await order(id, 'default')).toEqual([[comment.id, 1]]);
    expect(await sql('select revision from comment where id = $1', [comment.id])).toEqual([{ revision: 22 }]);
  });

  it('does not bring back what is taken away at the same time', async () => {
    const [ada, bob] = await people();
    const { id } = await ada.posts('Nr 5');
    const { id: commentId } = await bob.comments(id, 'race');
    await Promise.allSettled([
      ...Array.from({ length: 5 }, () => toggle(ada, commentId)),
      bob.delete('/v1/post/comment', { id: commentId }),
    ]);
    expect(await order(id, 'default')).toEqual([]);
    expect(await sql('select deleted_at is null as live from comment where id = $1', [commentId])).toEqual([
      { live: false },
    ]);
  });
});
