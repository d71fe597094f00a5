import { TenantDatabase } from '#kernel/database';
import { tenantScope, type Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { bootApi, useCommunity } from '../../../test/support/use-community.js';
import { Cache } from './index.js';

describe('what a unit of work changes', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>, app = community.app): Promise<T> => {
    const tenant = (await app.get(TenantDirectory).findByHost(community.host)) as Tenant;
    return tenantScope.run(tenant, work);
  };
  const cache = () => community.app.get(Cache);
  const unit = <T>(work: () => Promise<T>) => inside(() => community.app.get(TenantDatabase).transaction(work));
  const remember = () => inside(async () => cache().put('spec', 60, { old: true }));
  const known = (app = community.app) => inside(async () => app.get(Cache).peek('spec') !== undefined, app);

  it('is remembered until it has committed, and forgotten as it has', async () => {
    await remember();
    await unit(async () => {
      cache().forgetAfterCommit('spec');
      cache().forgetAfterCommit('spec');
      await community.app.get(TenantDatabase).query('select 1');
      expect(cache().peek('spec')).toEqual({ old: true });
    });
    expect(await known()).toBe(false);
  });

  it('stays remembered when it is undone, as a whole or in part', async () => {
    await remember();
    const failing = async () => {
      cache().forgetAfterCommit('spec');
      throw new Error('undone');
    };
    await expect(unit(failing)).rejects.toThrow('undone');
    await unit(async () => {
      await expect(community.app.get(TenantDatabase).transaction(failing)).rejects.toThrow('undone');
    });
    expect(await known()).toBe(true);
  });

  it('is told to other processes', async () => {
    const other = await bootApi();
    await inside(async () => other.app.get(Cache).put('spec', 60, { old: true }), other.app);
    await unit(async () => cache().forgetAfterCommit('spec'));
    const from = Date.now();
    while ((await known(other.app)) && Date.now() - from < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await known(other.app)).toBe(false);
    await other.app.close();
  });

  it('is nothing without a unit of work', async () => {
    await expect(inside(async () => cache().forgetAfterCommit('spec'))).rejects.toThrow('unit of work');
  });
});
