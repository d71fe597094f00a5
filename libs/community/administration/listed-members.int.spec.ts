import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';
import { MembersAdministrationService } from './members-administration.service.js';

describe('the list of all members', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, work);
  const list = (words = '', before: number | null = null) =>
    inside(() => community.app.get(MembersAdministrationService).list(words, before));
  const namesOf = async (...asked: Parameters<typeof list>) =>
    (await list(...asked)).members.map(({ card }) => card.username);

  it('has everybody once, the newest first, page after page', async () => {
    for (let number = 1; number <= 24; number++) await community.member(`member${number}`);
    const first = await list();
    expect(first.members).toHaveLength(20);
    expect(first.members[0]!.card.username).toBe('member24');
    const { members, next } = await list('', first.next);
    expect([members.length, next]).toEqual([5, null]); // the owner, too
    expect(members.at(-1)!.card.is_admin).toBe(true);
  });

  it('is searched by a part of either name, which is text', async () => {
    const heron = await community.member('greyheron');
    await heron.post('/v1/user/nickname', { nickname: '苍鹭50%' });
    for (const words of ['HERON', '@greyh', '苍', '50%']) expect(await namesOf(words)).toEqual(['greyheron']);
    for (const words of ['%', '_eron', "'", '\\']) {
      expect(await namesOf(words)).toEqual(words === '%' ? ['greyheron'] : []);
    }
  });

  it('has the suspended and the hidden, and tells who runs the community without the former', async () => {
    const keeper = await community.owner();
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    await keeper.post('/v1/admin/user/status', { id: ada.id, status: 2 });
    await bob.post('/v1/user/findable', { findable: false });
    expect(await namesOf('ada')).toEqual(['ada']);
    expect(await namesOf('bob')).toEqual(['bob']);
    const running = await inside(() => community.app.get(MembersAdministrationService).listAdministrators());
    expect(running.map(({ id }) => id)).toEqual([keeper.id]);
  });
});
