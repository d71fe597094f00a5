import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Member } from '#community/identity';
import { settingTable } from '#community/site';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { MembersService } from './index.js';

describe('whom a member may want to follow', () => {
  const community = useCommunity();
  const inside = async <T>(work: (db: TenantDatabase, members: MembersService) => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => work(community.app.get(TenantDatabase), community.app.get(MembersService)));
  };
  const names = async ({ id }: Person, limit = 20) => {
    const found = await inside((_, members) => members.listSuggested({ id } as Member, limit));
    return found.map(({ username }) => username);
  };
  const change = (who: Person, set: string) =>
    inside((db) => db.query(`update member set ${set}, revision = revision + 1 where id = $1`, [who.id]));

  it('is whom the owner names, then who writes, then who came first; of them whoever is followed most', async () => {
    const [me, ada, , cleo, dan, eve] = await Promise.all(
      ['gus', 'ada', 'bob', 'cleo', 'dan', 'eve'].map((name) => community.member(name)),
    );
    for (const writer of [cleo!, dan!]) await writer.posts(`By ${writer.username}`);
    await eve!.posts('For myself', { visibility: 1 });
    await change(dan!, 'follower_count = 5');
    await change(ada!, 'follower_count = 9');
    const keeper = await community.owner();
    const key = settingTable.suggestedMembers.key;
    await keeper.post('/v1/admin/settings/save', { items: [{ key, value: 'BOB nobody gus eve' }] });
    const listed = await names(me!);
    expect(listed.slice(0, 5)).toEqual(['bob', 'eve', 'dan', 'cleo', 'ada']);
    expect(listed).not.toContain('gus');
    expect(await names(me!, 2)).toEqual(['bob', 'eve']);
  });

  it('is nobody whom they follow, who is banned or gone, does not want to be found, or is kept away', async () => {
    const me = await community.member('gus');
    const others = Object.fromEntries(
      await Promise.all(
        ['known', 'banned', 'gone', 'hidden', 'foe', 'hater', 'fine'].map(async (name) => [
          name,
          await community.member(name),
        ]),
      ),
    ) as Record<string, Person>;
    await me.post('/v1/user/follow', { user_id: others['known']!.id });
    await change(others['banned']!, 'status = 2');
    await change(others['gone']!, 'deleted_at = now()');
    await change(others['hidden']!, 'is_findable = false');
    await me.post('/v1/user/block', { user_id: others['foe']!.id });
    await others['hater']!.post('/v1/user/block', { user_id: me.id });
    const keeper = await community.owner();
    const value = Object.keys(others).join(' ');
    await keeper.post('/v1/admin/settings/save', { items: [{ key: settingTable.suggestedMembers.key, value }] });
    const listed = await names(me);
    expect(listed[0]).toBe('fine');
    expect(listed.filter((name) => name in others)).toEqual(['fine']);
  });
});
