import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Viewer } from '#community/identity';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import type { CommentStyle } from './comments.queries.js';
import { CommentsService } from './comments.service.js';

describe('where a comment stands', () => {
  const community = useCommunity();
  const people = () => Promise.all(['ada', 'bob', 'eve'].map((name) => community.member(name))) as Promise<Person[]>;
  const place = async (viewer: Person | null, postId: number, commentId: number, style: CommentStyle = 'default') => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const asked = viewer && ({ id: viewer.id, isAdmin: false } as Viewer);
    return tenantScope.run(tenant!, () =>
      community.app.get(CommentsService).findPlace(asked, postId, style, commentId),
    );
  };

  it('is where the list of that order has it, a reply standing with what it answers', async () => {
    const [ada, bob] = (await people()) as [Person, Person];
    const { id } = await ada.posts('Herons');
    const ids: number[] = [];
    for (const text of ['one', 'two', 'three', 'four']) ids.push((await bob.comments(id, text)).id);
    await ada.post('/v1/post/comment/highlight', { id: ids[2] });
    const answer = await ada.post('/v1/post/comment/reply', { comment_id: ids[1], content: 'to two' });
    for (const style of ['default', 'newest', 'hots'] as const) {
      const { list } = await community.guest.get(`/v1/post/comments?id=${id}&style=${style}`);
      const order = (list as { id: number }[]).map((comment) => comment.id);
      for (const viewer of [null, ada, bob])
        for (const comment of ids) expect(await place(viewer, id, comment, style)).toBe(order.indexOf(comment));
      expect(await place(bob, id, answer['id'] as number, style)).toBe(order.indexOf(ids[1]!));
    }
  });

  it('is nowhere for whoever gets nothing of its author, and once it is gone', async () => {
    const [ada, bob, eve] = (await people()) as [Person, Person, Person];
    const { id } = await ada.posts('Otters');
    const [first, second] = [await eve.comments(id, 'mine'), await bob.comments(id, 'his')];
    const answer = await eve.post('/v1/post/comment/reply', { comment_id: second.id, content: 'to him' });
    await bob.post('/v1/user/mute', { user_id: eve.id });
    expect([await place(bob, id, first.id), await place(bob, id, second.id)]).toEqual([null, 0]);
    expect(await place(bob, id, answer['id'] as number)).toBeNull();
    expect([await place(ada, id, first.id), await place(ada, id, second.id)]).toEqual([0, 1]);
    await eve.delete('/v1/post/comment', { id: first.id });
    expect([await place(ada, id, first.id), await place(ada, id, second.id)]).toEqual([null, 0]);
    const other = await ada.posts('Elsewhere');
    expect(await place(ada, other.id, second.id)).toBeNull();
    await ada.post('/v1/post/visibility', { id, visibility: 1 });
    expect([await place(null, id, second.id), await place(bob, id, second.id)]).toEqual([null, null]);
    expect(await place(ada, id, second.id)).toBe(0);
  });
});
