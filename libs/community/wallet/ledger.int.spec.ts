import fc from 'fast-check';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import type { RuledPost } from '#community/posts';
import type { Person } from '../../../test/support/person.js';
import { propertySeed } from '../../../test/support/property-seed.js';
import { type Goods, useWallet } from '../../../test/support/use-wallet.js';
import { LedgerAudit } from './ledger-audit.js';
import { incomeOf } from './money.js';
import { PurchasesService } from './purchases.service.js';
import { RechargesService } from './recharges.service.js';
import { SandboxNotices } from './sandbox-notices.js';

const share = 0.8;
const people = 3;
const goods = 2;

/** What one of three members does; `times` at once, and together with the step before it. */
interface Step {
  readonly kind: 'recharge' | 'purchase';
  readonly by: number;
  readonly of: number;
  readonly amount: number;
  readonly times: number;
  readonly isTogether: boolean;
}
interface History {
  readonly prices: readonly number[];
  readonly steps: readonly Step[];
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('recharge', 'purchase', 'purchase'),
  by: fc.nat(people - 1),
  of: fc.nat(goods - 1),
  amount: fc.integer({ min: 1, max: 60 }),
  times: fc.integer({ min: 1, max: 2 }),
  isTogether: fc.boolean(),
});
const history: fc.Arbitrary<History> = fc.record({
  prices: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: goods, maxLength: goods }),
  steps: fc.array(step, { minLength: 1, maxLength: 7 }),
});

/** Steps that are together happen at once. */
function rounds(steps: readonly Step[]): Step[][] {
  const made: Step[][] = [];
  for (const one of steps) {
    if (one.isTogether && made.length) made.at(-1)!.push(one);
    else made.push([one]);
  }
  return made;
}

describe('the ledger', () => {
  const wallet = useWallet();
  const { community } = wallet;
  const opens = (person: Person, { blockIds: [block] }: Goods) => person.request('GET', `/v1/attachment?id=${block}`);

  /** Balances are what the entries say, and nothing is there that was not paid in, but for what communities keep. */
  const holds = async (): Promise<void> => {
    const { differences } = await wallet.within(() => community.app.get(LedgerAudit, { strict: false }).verify());
    expect(differences).toEqual([]);
    const [sums] = await wallet.sql<{ balances: string; bills: string; least: number }>(
      `select (select sum(balance) from member) as balances, (select sum(amount) from ledger_entry) as bills,
              (select min(balance) from member) as least`,
    );
    expect(sums!.balances).toBe(sums!.bills ?? '0');
    expect(sums!.least).toBeGreaterThanOrEqual(0);
  };

  describe('after any history of recharges and purchases', () => {
    interface Cast {
      readonly members: readonly Member[];
      readonly posts: readonly RuledPost[];
    }

    /** Members and posts for each history, which no other has to do with. */
    const cast = async (histories: readonly History[]): Promise<Cast[]> => {
      const made = await wallet.sql<{ id: Id }>(
        `insert into member (username, nickname) select gen_random_uuid(), 'x' from generate_series(1, $1::int) returning id`,
        [histories.length * people],
      );
      const members = made.map(({ id }) => ({ id, username: '', isAdmin: false, isBanned: false }) as Member);
      const castOf = <T>(all: readonly T[], index: number, size: number) => all.slice(index * size, (index + 1) * size);
      const authors = histories.flatMap((_, index) => castOf(members, index, people).slice(0, goods));
      const posts = await wallet.sql<{ id: Id; authorId: Id; attachmentPrice: number }>(
        `insert into post (author_id, blocks, visibility, attachment_price)
         select author_id, '[{"type": 8}]', 90, price from unnest($1::bigint[], $2::int[]) as given (author_id, price)
         returning id, author_id as "authorId", attachment_price as "attachmentPrice"`,
        [authors.map(({ id }) => id), histories.flatMap(({ prices }) => prices)],
      );
      return histories.map((_, index) => ({
        members: castOf(members, index, people),
        posts: castOf(posts as unknown as RuledPost[], index, goods),
      }));
    };

    const recharge = async (member: Member, { amount, times }: Step): Promise<void> => {
      const recharges = community.app.get(RechargesService, { strict: false });
      const { id } = await recharges.begin(member, amount);
      const notice = community.app.get(SandboxNotices, { strict: false }).sign({
        out_trade_no: String(id),
        trade_no: `t${id}`,
        trade_status: 'TRADE_SUCCESS',
        total_amount: (amount / 100).toFixed(2),
      });
      await Promise.all(Array.from({ length: times }, () => recharges.accept(notice)));
    };

    /** Whether the post is open to the member afterwards. */
    const purchase = async (member: Member, post: RuledPost): Promise<boolean> => {
      const purchases = community.app.get(PurchasesService, { strict: false });
      if (await purchases.isOpenTo(member, post)) return true;
      try {
        await purchases.buy(member, post);
        return true;
      } catch (error) {
        if (error instanceof AppError && error.code === 'attachment.balance') return false;
        throw error;
      }
    };

    interface Outcome {
      readonly paidIn: number;
      /** `post member` of what is open to somebody who has not written it. */
      readonly opened: readonly string[];
    }

    const live = async ({ steps }: History, { members, posts }: Cast): Promise<Outcome> => {
      const opened = new Set<string>();
      let paidIn = 0;
      const take = async (one: Step): Promise<void> => {
        const [member, post] = [members[one.by]!, posts[one.of]!];
        if (one.kind === 'recharge') {
          await recharge(member, one);
          paidIn += one.amount;
          return;
        }
        const answers = await Promise.all(Array.from({ length: one.times }, () => purchase(member, post)));
        if (answers.includes(true) && member.id !== post.authorId) opened.add(`${post.id} ${member.id}`);
      };
      for (const round of rounds(steps)) await Promise.all(round.map(take));
      return { paidIn, opened: [...opened] };
    };

    /** Who has opened something has paid for it, once; and what was paid in is still there, but for what communities keep. */
    const agree = async ({ members, posts }: Cast, { paidIn, opened }: Outcome): Promise<void> => {
      const bought = await wallet.sql<{ what: string; amount: number; price: number }>(
        `select e.post_id || ' ' || e.member_id as what, e.amount, p.attachment_price as price
           from ledger_entry e join post p on p.id = e.post_id where e.kind = 'purchase' and e.post_id = any($1)`,
        [posts.map(({ id }) => id)],
      );
      expect(bought.map(({ what }) => what).toSorted()).toEqual(opened.toSorted());
      const kept = bought.reduce((sum, { amount, price }) => sum - amount - incomeOf(price, share), 0);
      const ids = members.map(({ id }) => id);
      const [has] = await wallet.sql<{ sum: string }>('select sum(balance) as sum from member where id = any($1)', [
        ids,
      ]);
      expect(Number(has!.sum)).toBe(paidIn - kept);
    };

    it('says what everybody has, and nobody has less than nothing', async () => {
      const [batch, runs, atOnce] = [100, 10, 5];
      const property = fc.asyncProperty(
        fc.array(history, { minLength: batch, maxLength: batch }),
        async (histories) => {
          const casts = await cast(histories);
          const lives = histories.map((given, index) => ({ given, by: casts[index]! }));
          await wallet.within(async () => {
            for (let from = 0; from < batch; from += atOnce)
              await Promise.all(
                lives.slice(from, from + atOnce).map(async ({ given, by }) => agree(by, await live(given, by))),
              );
          });
          await holds();
        },
      );
      await fc.assert(property, { numRuns: runs, seed: propertySeed('ledger'), endOnFailure: true });
    }, 120_000);
  });

  it('is verified: what does not add up is found, each thing by its name', async () => {
    const [author, buyer] = [await community.member('honest'), await community.member('loyal')];
    await wallet.paysIn(buyer, 500);
    await opens(buyer, await wallet.sells(author, 100));
    const found = async () =>
      (await wallet.within(() => community.app.get(LedgerAudit, { strict: false }).verify())).differences;
    const tries = async (change: string, back: string, ...expected: object[]) => {
      await wallet.sql(change, [buyer.id]);
      expect(await found()).toEqual(expected);
      await wallet.sql(back, [buyer.id]);
      await holds();
    };
    await tries(
      'update member set balance = balance + 7 where id = $1',
      'update member set balance = balance - 7 where id = $1',
      { what: 'balance', id: buyer.id, is: 407, shouldBe: 400 },
    );
    await tries(
      `update ledger_entry set balance = balance + 1 where member_id = $1 and kind = 'purchase'`,
      `update ledger_entry set balance = balance - 1 where member_id = $1 and kind = 'purchase'`,
      { what: 'chain', id: buyer.id, is: 401, shouldBe: 400 },
    );
    await tries(
      `update ledger_entry set amount = 90 where kind = 'sale' and other_id = $1`,
      `update ledger_entry set amount = 80 where kind = 'sale' and other_id = $1`,
      { what: 'balance', id: author.id, is: 80, shouldBe: 90 },
      { what: 'chain', id: author.id, is: 80, shouldBe: 90 },
    );
    const [order] = await wallet.sql<{ id: number }>('select id from wallet_order where member_id = $1', [buyer.id]);
    await tries(
      `update wallet_order set status = '' where member_id = $1`,
      `update wallet_order set status = 'TRADE_SUCCESS' where member_id = $1`,
      { what: 'order', id: order!.id, is: 500, shouldBe: 0 },
    );
  });

  describe('when many act at once', () => {
    const statuses = (answers: readonly { status: number }[]) =>
      answers.reduce<Record<number, number>>((sum, { status }) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }), {});

    it('charges one buyer once, who clicks 50 times', async () => {
      const [author, buyer] = [await community.member('author'), await community.member('clicker')];
      const goodsOf = await wallet.sells(author, 100);
      await wallet.paysIn(buyer, 1000);
      const answers = await Promise.all(Array.from({ length: 50 }, () => opens(buyer, goodsOf)));
      expect(statuses(answers)).toEqual({ 200: 50 });
      expect([await wallet.balanceOf(buyer), await wallet.balanceOf(author)]).toEqual([900, 80]);
      await holds();
    });

    it('serves 50 buyers of one post', async () => {
      const author = await community.member('famous');
      const goodsOf = await wallet.sells(author, 100);
      const buyers = await Promise.all(Array.from({ length: 50 }, (_, index) => community.member(`fan${index}`)));
      await Promise.all(buyers.map((buyer) => wallet.paysIn(buyer, 100)));
      expect(statuses(await Promise.all(buyers.map((buyer) => opens(buyer, goodsOf))))).toEqual({ 200: 50 });
      expect(await wallet.balanceOf(author)).toBe(50 * 80);
      expect(await Promise.all(buyers.map((buyer) => wallet.balanceOf(buyer)))).toEqual(buyers.map(() => 0));
      await holds();
    });

    it('sells three of 50 posts to somebody who can pay for three', async () => {
      const [author, buyer] = [await community.member('busy'), await community.member('hoarder')];
      const all = await Promise.all(Array.from({ length: 50 }, () => wallet.sells(author, 100)));
      await wallet.paysIn(buyer, 399);
      expect(statuses(await Promise.all(all.map((one) => opens(buyer, one))))).toEqual({ 200: 3, 402: 47 });
      expect([await wallet.balanceOf(buyer), await wallet.balanceOf(author)]).toEqual([99, 240]);
      await holds();
    });

    it('lets two members buy from each other, who then wait for nobody', async () => {
      const [one, other] = [await community.member('ping'), await community.member('pong')];
      const sales = await Promise.all(
        Array.from({ length: 20 }, (_, index) => wallet.sells(index % 2 ? one : other, 10)),
      );
      await Promise.all([wallet.paysIn(one, 200), wallet.paysIn(other, 200)]);
      const answers = await Promise.all(sales.map((sale, index) => opens(index % 2 ? other : one, sale)));
      expect(statuses(answers)).toEqual({ 200: 20 });
      expect(await wallet.balanceOf(one)).toBe(200 - 100 + 80);
      await holds();
    });
  });
});
