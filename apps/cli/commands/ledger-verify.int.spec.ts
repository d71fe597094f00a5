import type pg from 'pg';
import { loadConfig } from '#kernel/config';
import { asOwner } from '../../../test/support/as-owner.js';
import { useWallet } from '../../../test/support/use-wallet.js';
import { repositoryRoot, workerCluster } from '../../../test/support/worker-cluster.js';
import type { Workplace } from '../command.js';
import { ledgerVerify } from './ledger-verify.js';

describe('ledger verify', () => {
  const wallet = useWallet();
  const verify = async () => {
    const { app, tenant } = wallet.community;
    const told: string[] = [];
    const workplace: Workplace = {
      config: loadConfig({}),
      root: repositoryRoot,
      withDatabase: () => Promise.reject(new Error('This command works with the application.')),
      withApplication: (work) => work(app),
      progress: (text) => void told.push(text),
    };
    const { json, text, differs } = await ledgerVerify.run({ args: [], options: {} }, workplace);
    const { found, ...numbers } = json as { checked: number; differences: number; found: { tenant: string }[] };
    return { ...numbers, text, differs, told, found: found.filter((one) => one.tenant === tenant.slug) };
  };

  it('goes through all communities, and names whose balance is not what their bills say', async () => {
    const ada = await wallet.community.member('ada');
    await wallet.paysIn(ada, 500);
    const good = await verify(); // of communities that other suites have left too
    expect(good.found).toEqual([]);
    await wallet.sql('update member set balance = 501 where id = $1', [ada.id]);
    const bad = await verify();
    expect(bad).toMatchObject({
      differences: good.differences + 1,
      differs: true,
      found: [{ tenant: wallet.community.tenant.slug, what: 'balance', id: ada.id, is: 501, shouldBe: 500 }],
    });
    expect(bad.text).toMatch(
      new RegExp(`^\\d+ members checked, ${bad.differences} differences\n[^]*balance +${ada.id} +501 +500`),
    );
    await wallet.sql('update member set balance = 500 where id = $1', [ada.id]);
  });

  it('names who could not be looked at, and does not pass for good', async () => {
    const { slug, role } = wallet.community.tenant;
    const cluster = await workerCluster();
    const setVersion = (by: string) =>
      asOwner(cluster, (client: pg.Client) =>
        client.query(`update cluster.tenant_schema set version = version ${by} where role = '${role}'`),
      );
    const before = await verify();
    expect(before.told.filter((line) => line.startsWith(`${slug} `))).toEqual([]);
    await setVersion('- 1');
    try {
      const { told, differs, differences } = await verify();
      expect(told).toContainEqual(
        expect.stringMatching(new RegExp(`^${slug} is not looked at: its schema is at migration \\d+ of \\d+\\.`)),
      );
      expect([differs, differences]).toEqual([true, before.differences]);
    } finally {
      await setVersion('+ 1');
    }
  });
});
