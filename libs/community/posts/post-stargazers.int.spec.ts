import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Viewer } from '#community/identity';
import { behind } from '../../../test/support/behind.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { PostStarsService } from './post-stars.service.js';

describe('who has starred a post', () => {
  const community = useCommunity();
  const sql = behind(community);
  const names = ['ada', 'bob', 'eve', 'kim'] as const;
  const list = async (viewer: Person | null, postId: number, page = 1, size = 2) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const asked = viewer && ({ id: viewer.id, isAdmin: false } as Viewer);
    const stars = community.app.get(PostStarsService);
    const found = await tenantScope.run(tenant!, () =>
      stars.list(asked, postId, { page, size, offset: (page - 1) * size }),
    );
    return [found.members.map(({ username }) => username), found.total];
  };

  it('is told page by page, the latest first, without those whom the viewer gets nothing of', async () => {
    const [ada, bob, eve, kim] = (await Promise.all(names.map((name) => community.member(name)))) as Person[];
    const { id } = await ada!.posts('Herons');
    expect(await list(null, id)).toEqual([[], 0]);
    for (const person of [bob!, eve!, kim!]) await person.post('/v1/post/star', { id });
    expect([await list(null, id), await list(null, id, 2), await list(null, id, 9)]).toEqual([
      [['kim', 'eve'], 3],
      [['bob'], 3],
      [[], 3],
    ]);
    await bob!.post('/v1/user/mute', { user_id: kim!.id });
    expect(await list(bob!, id)).toEqual([['eve', 'bob'], 2]);
    await sql('update member set deleted_at = now() where id = $1', [eve!.id]);
    expect(await list(null, id)).toEqual([['kim', 'bob'], 2]);
  });

  it('is for those who may see the post', async () => {
    const [ada, bob] = (await Promise.all(names.map((name) => community.member(name)))) as Person[];
    const { id } = await ada!.posts('Mine', { visibility: 1 });
    expect(await list(ada!, id)).toEqual([[], 0]);
    for (const viewer of [null, bob!])
      await expect(list(viewer, id)).rejects.toMatchObject({ code: 'member.forbidden' });
    await expect(list(ada!, 1e9)).rejects.toEqual(new AppError('post.not-found'));
  });
});
