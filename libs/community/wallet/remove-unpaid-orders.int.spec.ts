import { comesDue } from '../../../test/support/comes-due.js';
import { useWallet } from '../../../test/support/use-wallet.js';

describe('orders that nobody has paid', () => {
  const wallet = useWallet();
  const { community } = wallet;
  const orders = async () =>
    (await wallet.sql<{ id: number }>('select id from wallet_order order by id')).map(({ id }) => id);
  const remove = () => comesDue(community, 'wallet.remove-unpaid-orders');

  it('go after a month, when no payment can come any more; what was paid stays for ever', async () => {
    const ada = await community.member('ada');
    await wallet.paysIn(ada, 700);
    const [paid] = await orders();
    const begin = async () => (await ada.post('/v1/user/recharge', { amount: 100 }))['id'] as number;
    const [old, young, fresh] = [await begin(), await begin(), await begin()];
    await wallet.sql(`update wallet_order set created_at = now() - interval '31 days' where id = any($1)`, [
      [paid, old],
    ]);
    await wallet.sql(`update wallet_order set created_at = now() - interval '29 days' where id = $1`, [young]);
    await remove();
    expect(await orders()).toEqual([paid, young, fresh]);
    expect(await wallet.balanceOf(ada)).toBe(700);
    expect(await wallet.billsOf(ada)).toHaveLength(1);
    await expect(ada.get(`/v1/user/recharge?id=${old}`)).rejects.toMatchObject({ status: 404 });
  });

  it('go however many they are', async () => {
    const bob = await community.member('bob');
    await wallet.sql(
      `insert into wallet_order (member_id, amount, provider, created_at)
       select $1, 1, 'sandbox', now() - interval '40 days' from generate_series(1, 2500)`,
      [bob.id],
    );
    await remove();
    expect(await wallet.sql('select from wallet_order where member_id = $1', [bob.id])).toEqual([]);
  });
});
