import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('comments between those who muted or blocked', () => {
  const community = useCommunity();
  const ties: [string, Person, Person][] = [];
  const tie = async (kind: 'mute' | 'block', one: Person, other: Person) => {
    ties.push([kind, one, other]);
    await one.post(`/v1/user/${kind}`, { user_id: other.id });
  };
  const untie = async () => {
    for (const [kind, one, other] of ties.splice(0)) await one.post(`/v1/user/un${kind}`, { user_id: other.id });
  };
  const people = () =>
    Promise.all(['ada', 'bob', 'cleo', 'dan'].map((name) => community.member(name))) as Promise<
      [Person, Person, Person, Person]
    >;
  const reply = (person: Person, commentId: unknown, content: string, at = 0) =>
    person.post('/v1/post/comment/reply', { comment_id: commentId, content, at_user_id: at });
  const page = async (person: Person, postId: number, query = '') =>
    (await person.get(`/v1/post/comments?id=${postId}${query}`)) as { list: Data[]; pager: Data };
  const authors = async (person: Person, postId: number, query = '') => {
    const { list, pager } = await page(person, postId, query);
    expect(pager['total_rows']).toBe(list.length);
    return list.map(({ user_id, replies }) => [user_id, ...(replies as Data[]).map((one) => one['user_id'])]);
  };

  /** On Ada's post: a comment of Bob with replies of Cleo and Dan, and one of Cleo with a reply of Bob. */
  let scenes = 0;
  const scene = async () => {
    await untie();
    const [ada, bob, cleo, dan] = await people();
    const { id } = await ada.posts(`scene ${(scenes += 1)}`);
    const [first, second] = [await bob.comments(id, 'first'), await cleo.comments(id, 'second')];
    await reply(cleo, first.id, 'x');
    await reply(dan, first.id, 'x');
    await reply(bob, second.id, 'x');
    return { ada, bob, cleo, dan, id, first, second };
  };

  it.each(['', '&style=newest', '&style=hots'])('leave out whom one has muted, replies too%s', async (style) => {
    const { ada, bob, cleo, dan, id } = await scene();
    const all = [
      [bob.id, cleo.id, dan.id],
      [cleo.id, bob.id],
    ];
    const inOrder = style === '&style=newest' ? all.toReversed() : all;
    await tie('mute', dan, bob);
    expect(await authors(dan, id, style)).toEqual([[cleo.id]]);
    for (const person of [ada, bob, cleo, community.guest]) expect(await authors(person, id, style)).toEqual(inOrder);
  });

  it('leave out who blocked, for either', async () => {
    const { ada, bob, cleo, dan, id } = await scene();
    await tie('block', cleo, bob);
    expect(await authors(bob, id)).toEqual([[bob.id, dan.id]]);
    expect(await authors(cleo, id)).toEqual([[cleo.id]]);
    for (const person of [ada, dan]) expect(await authors(person, id)).toHaveLength(2);
  });

  it('are as many as all pages have', async () => {
    await untie();
    const [ada, bob, cleo] = await people();
    const { id } = await ada.posts('many');
    for (let index = 0; index < 12; index += 1) await (index % 3 ? bob : cleo).comments(id, `Nr ${index}`);
    await tie('mute', ada, cleo);
    for (const size of [1, 3, 20]) {
      const ids: unknown[] = [];
      for (let number = 1; number <= Math.ceil(8 / size); number += 1) {
        const { list, pager } = await page(ada, id, `&page_size=${size}&page=${number}`);
        expect(pager['total_rows']).toBe(8);
        ids.push(...list.map((one) => one['id']));
      }
      expect(new Set(ids).size).toBe(8);
    }
  });

  it('cannot be answered nor voted on across a block, and nobody is addressed across one', async () => {
    const { ada, bob, cleo, dan, id, first, second } = await scene();
    await tie('block', cleo, bob);
    const vote = (person: Person, comment: Data) =>
      person.post('/v1/tweet/comment/thumbsup', { tweet_id: id, comment_id: comment['id'] });
    for (const [person, comment] of [
      [bob, second],
      [cleo, first],
    ] as const) {
      await expect(reply(person, comment.id, 'no')).rejects.toMatchObject({ code: 104001, status: 403 });
      await expect(vote(person, comment)).rejects.toMatchObject({ code: 104001, status: 403 });
    }
    const third = await ada.comments(id, 'third');
    expect(await reply(bob, third.id, 'x', cleo.id)).toMatchObject({ at_user_id: 0 });
    expect(await reply(bob, third.id, 'x', dan.id)).toMatchObject({ at_user_id: dan.id });
    await tie('block', ada, dan); // a whole post is between these two
    await expect(dan.comments(id, 'no')).rejects.toMatchObject({ code: 20007 });
    await expect(reply(dan, first.id, 'no')).rejects.toMatchObject({ code: 20007 });
    await expect(page(dan, id)).rejects.toMatchObject({ code: 20007 });
    expect(await community.guest.get(`/v1/post?id=${id}`)).toMatchObject({ comment_count: 8 });
  });

  it('can be taken away by their author all the same', async () => {
    const { ada, bob, id, first } = await scene();
    await tie('block', ada, bob);
    await bob.delete('/v1/post/comment', { id: first.id });
    expect(await community.guest.get(`/v1/post?id=${id}`)).toMatchObject({ comment_count: 2 });
  });
});
