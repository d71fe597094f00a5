import { loadConfig } from '#kernel/config';
import { useWallet } from '../../../test/support/use-wallet.js';
import { repositoryRoot } from '../../../test/support/worker-cluster.js';
import type { Workplace } from '../command.js';
import { ledgerVerify } from './ledger-verify.js';

describe('ledger verify', () => {
  const wallet = useWallet();
  const verify = async () => {
    const { app, tenant } = wallet.community;
    const workplace: Workplace = {
      config: loadConfig({}),
      root: repositoryRoot,
      withDatabase: () => Promise.reject(new Error('This command works with the application.')),
      withApplication: (work) => work(app),
      progress: () => undefined,
    };
    const { json, text, differs } = await ledgerVerify.run({ args: [], options: {} }, workplace);
    const { found, ...numbers } = json as { checked: number; differences: number; found: { tenant: string }[] };
    return { ...numbers, text, differs, found: found.filter((one) => one.tenant === tenant.slug) };
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
});
