import type { Browser } from './browser.js';
import { type Chapter, composed, finds, firstPage, type Page, type Post } from './story.js';

const billsOf = async (who: Browser) =>
  (await who.get<Page<{ reason: string }>>('v1/user/wallet/bills', firstPage)).list;
const balanceOf = async (who: Browser) => (await who.get<{ balance: number }>('v1/user/info')).balance;
/** The block with the button of a paid attachment. */
const soldBy = ({ contents }: Post): number => contents.find(({ type }) => type === 8)!.id;

/** `Wallet.vue`, `post-attachment.vue` */
export const money: Chapter = {
  'Ada sells her notes': async ({ ada }) => {
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004 some notes'), Buffer.alloc(64)]);
    const content = await ada.upload('attachment', zip, 'application/zip');
    const contents = composed('Notes for sale', [{ content, type: 7 }]);
    await ada.post('v1/post', { contents, tags: [], users: [], attachment_price: 500, visibility: 0 });
  },

  'Bob cannot pay yet': async ({ bob }) => {
    const post = await finds(bob, 'Notes');
    expect(post).toMatchObject({ attachment_price: 500 });
    expect(await bob.get('v1/attachment/precheck', { id: soldBy(post) })).toEqual({ paid: false });
    expect(await bob.refusal('GET', `v1/attachment?id=${soldBy(post)}`)).toBe(30009);
  },

  'he pays money in': async ({ bob, pays }) => {
    const { id, pay } = await bob.post<{ id: number; pay: string }>('v1/user/recharge', { amount: 1000 });
    expect(await bob.get('v1/user/recharge', { id })).toEqual({ id, status: '' });
    expect(await pays(pay)).toBe('success');
    expect(await bob.get('v1/user/recharge', { id })).toEqual({ id, status: 'TRADE_SUCCESS' });
    expect(await balanceOf(bob)).toBe(1000);
  },

  'he buys the notes, once': async ({ bob, ada, opens }) => {
    const query = { id: soldBy(await finds(bob, 'Notes')) };
    for (const _ of ['bought', 'opened again']) {
      const { signed_url: address } = await bob.get<{ signed_url: string }>('v1/attachment', query);
      expect(await opens(address)).toBe(200);
    }
    expect(await bob.get('v1/attachment/precheck', query)).toEqual({ paid: true });
    expect(await billsOf(bob)).toMatchObject([
      { change_amount: -500, balance_snapshot: 500 },
      { change_amount: 1000, balance_snapshot: 1000, post_id: 0 },
    ]);
    expect(await billsOf(ada)).toMatchObject([{ change_amount: 400, balance_snapshot: 400 }]);
    expect([await balanceOf(bob), await balanceOf(ada)]).toEqual([500, 400]);
  },
};
