import pg from 'pg';
import { Config } from '#kernel/config';
import { Clock, PlatformDatabase } from '#kernel/database';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import type { TestCommunity } from '../../../test/support/use-community.js';
import { useWallet, zipFile } from '../../../test/support/use-wallet.js';
import { paymentProviderContract } from './payment-provider.contract.js';
import { PaymentProvider } from './payment-provider.js';
import { SandboxNotices } from './sandbox-notices.js';

const routes: readonly (readonly ['GET' | 'POST', string, unknown?])[] = [
  ['POST', '/v1/user/recharge', { amount: 100 }],
  ['GET', '/v1/user/recharge?id=1'],
  ['GET', '/v1/user/wallet/bills'],
  ['POST', '/v1/alipay/notify', { out_trade_no: '1' }],
];

describe('a wallet', () => {
  const wallet = useWallet();
  const { community } = wallet;
  let [ada, bob]: Person[] = [];
  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  describe('is filled', () => {
    it('on a page with one button, which nothing else may send', async () => {
      const { id, pay } = await ada!.post('/v1/user/recharge', { amount: 1250 });
      expect(pay).toBe(`http://${community.host}:3000/wallet/sandbox/${String(id)}`);
      const { status, headers, body } = await community.guest.request('GET', new URL(pay as string).pathname);
      expect(status).toBe(200);
      expect(body).toContain('¥ 12.50');
      expect(body).toContain('<form class="form" method="post" action="/v1/alipay/notify">');
      expect(body.match(/<button/g)).toHaveLength(1);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*form-action 'self'/);
      expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    });

    it('by what that button sends, once', async () => {
      const { id } = await ada!.post('/v1/user/recharge', { amount: 300 });
      expect(await ada!.get(`/v1/user/recharge?id=${String(id)}`)).toEqual({ id, status: '' });
      await wallet.paysIn(ada!, 700);
      expect(await wallet.balanceOf(ada!)).toBe(700);
      const [bill] = await wallet.billsOf(ada!);
      const now = expect.closeTo(Date.now() / 1000, -2) as number;
      expect(bill).toEqual({
        id: expect.any(Number) as number,
        created_on: now,
        modified_on: now,
        deleted_on: 0,
        is_del: 0,
        user_id: ada!.id,
        change_amount: 700,
        balance_snapshot: 700,
        reason: '充值',
        post_id: 0,
      });
    });

    it('and says so on the page', async () => {
      const { id } = await ada!.post('/v1/user/recharge', { amount: 100 });
      const notice = { out_trade_no: String(id), trade_no: 'x', trade_status: 'TRADE_SUCCESS', total_amount: '1.00' };
      const signed = await wallet.within(async () => community.app.get(SandboxNotices, { strict: false }).sign(notice));
      const answers = await Promise.all(Array.from({ length: 10 }, () => wallet.notifies(signed)));
      expect(answers.map(({ body }) => body)).toEqual(answers.map(() => 'success'));
      expect((await wallet.billsOf(ada!)).filter((bill) => bill['change_amount'] === 100)).toHaveLength(1);
      const inEnglish = { 'accept-language': 'en' };
      const path = `/wallet/sandbox/${String(id)}`;
      const { body } = await community.guest.request('GET', path, undefined, inEnglish);
      expect(body).toContain('This recharge is paid.');
      expect(body).not.toContain('action="/v1/alipay/notify"');
    });

    it.each([0, -1, 10_000_001, 1.5, '100', null, {}, [100], 2 ** 53, Number.MAX_VALUE])(
      'with no amount like %j',
      async (amount) => {
        await expect(ada!.post('/v1/user/recharge', { amount })).rejects.toMatchObject({ status: 400, code: 10001 });
      },
    );

    it('by no more than 20 recharges an hour that nobody pays, also when they race', async () => {
      const gus = await community.member('gus');
      Object.assign(community.app.get(Config), { rateLimits: true });
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => gus.request('POST', '/v1/user/recharge', { amount: 1 })),
      );
      const count = (status: number) => answers.filter((answer) => answer.status === status).length;
      expect([count(200), count(429)]).toEqual([20, 10]);
      await expect(gus.post('/v1/user/recharge', { amount: 1 })).rejects.toMatchObject({ code: 10008 });
      await wallet.sql(`update wallet_order set created_at = now() - interval '61 minutes' where member_id = $1`, [
        gus.id,
      ]);
      expect(await gus.post('/v1/user/recharge', { amount: 1 })).toMatchObject({ id: expect.any(Number) as number });
      Object.assign(community.app.get(Config), { rateLimits: false });
    });

    it('not by anything that is no notice', async () => {
      for (const form of ['', 'a=b', 'sign=x&sign=y', '%', 'out_trade_no=%00', `sign=${'x'.repeat(10_000)}`]) {
        const { status, body } = await wallet.notifies(form);
        expect([form.slice(0, 20), status, (JSON.parse(body) as { code: number }).code]).toEqual([
          form.slice(0, 20),
          400,
          form === 'out_trade_no=%00' ? 10001 : 70002,
        ]);
      }
      for (const body of [undefined, null, [], 'text', 7, { sign: {} }])
        expect((await community.guest.request('POST', '/v1/alipay/notify', body)).status).toBe(400);
    });

    it('by its member alone, who alone sees how that went', async () => {
      const { id } = await ada!.post('/v1/user/recharge', { amount: 100 });
      for (const other of [
        String(id),
        '0',
        '-1',
        'x',
        '',
        '1.5',
        '999999',
        '9007199254740993',
        '99999999999999999999',
      ]) {
        await expect(bob!.get(`/v1/user/recharge?id=${other}`)).rejects.toMatchObject({ status: 404, code: 70003 });
      }
      for (const [method, path, body] of routes.slice(0, 3))
        await expect(community.guest.call(method, path, body)).rejects.toMatchObject({ status: 401, code: 10005 });
    });

    it('in the community where it was asked for only', async () => {
      const neighbour = await community.neighbour();
      await wallet.chooses({ 'web_profile.enable_wallet': true }, neighbour);
      const mia = await neighbour.member('mia');
      const { id } = await mia.post('/v1/user/recharge', { amount: 100 });
      const [here] = await wallet.sql<{ id: number }>('select max(id) as id from wallet_order');
      expect((await neighbour.guest.request('GET', `/wallet/sandbox/${here!.id}`)).status).toBe(404);
      expect((await neighbour.guest.request('GET', `/wallet/sandbox/${String(id)}`)).status).toBe(200);
      await expect(mia.get(`/v1/user/recharge?id=${here!.id}`)).rejects.toMatchObject({ code: 70003 });
    });
  });

  describe('pays for attachments', () => {
    const opens = (person: Person, block: number) => person.get(`/v1/attachment?id=${block}`);
    const isPaid = async (person: Person, block: number) =>
      (await person.get(`/v1/attachment/precheck?id=${block}`))['paid'];

    it('once for all of a post, and the author gets their share', async () => {
      const [author, buyer] = [await community.member('seller'), await community.member('buyer')];
      const { postId, blockIds } = await wallet.sells(author, 333, { files: 2 });
      await wallet.paysIn(buyer, 1000);
      expect(await isPaid(buyer, blockIds[0]!)).toBe(false);
      expect(await opens(buyer, blockIds[0]!)).toEqual({
        signed_url: expect.stringMatching(/^http:\/\/.*\?/) as string,
      });
      expect(await isPaid(buyer, blockIds[1]!)).toBe(true);
      await opens(buyer, blockIds[1]!);
      await opens(buyer, blockIds[0]!);
      expect([await wallet.balanceOf(buyer), await wallet.balanceOf(author)]).toEqual([667, 266]);
      expect(await wallet.billsOf(buyer)).toMatchObject([
        { change_amount: -333, balance_snapshot: 667, reason: '购买附件支出', post_id: postId },
        { change_amount: 1000, balance_snapshot: 1000, reason: '充值', post_id: 0 },
      ]);
      expect(await wallet.billsOf(author)).toMatchObject([
        { change_amount: 266, balance_snapshot: 266, reason: '出售附件收入', post_id: postId },
      ]);
    });

    it('with an address on the primary host that is good for a minute', async () => {
      const { blockIds } = await wallet.sells(ada!, 0);
      const { signed_url: signed } = await opens(bob!, blockIds[0]!);
      const { host, pathname, search } = new URL(signed as string);
      expect(host).toBe(`${community.host}:3000`);
      const download = (url: string) => community.app.inject({ url, headers: { host: community.host } });
      expect((await download(pathname + search)).rawPayload).toEqual(zipFile);
      expect((await download(pathname)).statusCode).toBeGreaterThanOrEqual(400);
      const clock = jest.spyOn(community.app.get(Clock), 'now');
      clock.mockReturnValue(new Date(Date.now() + 55_000));
      expect((await download(pathname + search)).statusCode).toBe(200);
      clock.mockReturnValue(new Date(Date.now() + 61_000));
      expect((await download(pathname + search)).statusCode).toBe(403);
      clock.mockRestore();
    });

    it('not where they are free, the member’s own, or administered', async () => {
      const [free, sold] = [await wallet.sells(ada!, 0), await wallet.sells(ada!, 100)];
      const keeper = await community.owner();
      for (const [person, { blockIds }] of [
        [bob!, free],
        [ada!, sold],
        [keeper, sold],
      ] as const) {
        const before = await wallet.balanceOf(person);
        expect(await isPaid(person, blockIds[0]!)).toBe(true);
        await opens(person, blockIds[0]!);
        expect(await wallet.balanceOf(person)).toBe(before);
      }
    });

    it('nothing when the balance is too low', async () => {
      const poor = await community.member('poor');
      const { blockIds } = await wallet.sells(ada!, 101);
      const earned = await wallet.balanceOf(ada!);
      await wallet.paysIn(poor, 100);
      await expect(opens(poor, blockIds[0]!)).rejects.toMatchObject({ status: 402, code: 30009 });
      expect([await wallet.balanceOf(poor), await wallet.balanceOf(ada!)]).toEqual([100, earned]);
      await wallet.paysIn(poor, 1);
      await opens(poor, blockIds[0]!);
      expect(await wallet.balanceOf(poor)).toBe(0);
    });

    it('leaves no entry for a share of nothing', async () => {
      const buyer = await community.member('frugal');
      const author = await community.member('generous');
      const { blockIds } = await wallet.sells(author, 1);
      await wallet.paysIn(buyer, 1);
      await opens(buyer, blockIds[0]!);
      expect(await wallet.billsOf(author)).toEqual([]);
    });

    it('only for those who may see the post', async () => {
      for (const price of [0, 100]) {
        const { postId, blockIds } = await wallet.sells(ada!, price, { visibility: 1 });
        await expect(opens(bob!, blockIds[0]!)).rejects.toMatchObject({ status: 403, code: 20007 });
        await expect(isPaid(bob!, blockIds[0]!)).rejects.toMatchObject({ status: 403, code: 20007 });
        await opens(ada!, blockIds[0]!);
        await wallet.sql('update post set deleted_at = now() where id = $1', [postId]);
        await expect(opens(ada!, blockIds[0]!)).rejects.toMatchObject({ status: 404, code: 30007 });
      }
    });

    it('only where there are any: not for pictures, texts and what is no block', async () => {
      const { blockIds } = await wallet.sells(ada!, 0);
      await wallet.sql(
        `update media_object set key = replace(key, 'attachment/', 'public/image/')
        where id = (select object_id from media_use where block_id = $1)`,
        blockIds as number[],
      );
      for (const id of [blockIds[0], 0, -1, 'x', '', '1.5', 999_999, '9007199254740993', '99999999999999999999'])
        for (const path of ['attachment', 'attachment/precheck'])
          await expect(bob!.get(`/v1/${path}?id=${id}`)).rejects.toMatchObject({ status: 404, code: 30007 });
      await expect(bob!.get('/v1/attachment')).rejects.toMatchObject({ code: 30007 });
      for (const path of ['/v1/attachment?id=1', '/v1/attachment/precheck?id=1'])
        await expect(community.guest.get(path)).rejects.toMatchObject({ status: 401, code: 10005 });
    });

    it('nothing in a community that can only be read, though what was bought opens there', async () => {
      const [buyer, { blockIds: bought }, { blockIds: sold }] = [
        await community.member('reader'),
        await wallet.sells(ada!, 10),
        await wallet.sells(ada!, 10),
      ];
      await wallet.paysIn(buyer, 100);
      await opens(buyer, bought[0]!);
      const turn = async (state: string) => {
        const update = `update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1`;
        await community.app.get(PlatformDatabase).query(update, [community.tenant.id, state]);
        await community.app.get(TenantDirectory).refresh();
      };
      await turn('read_only');
      try {
        await expect(opens(buyer, sold[0]!)).rejects.toMatchObject({ status: 503, error: 'tenant.read-only' });
        await opens(buyer, bought[0]!);
        expect(await isPaid(buyer, sold[0]!)).toBe(false);
      } finally {
        await turn('active');
      }
      expect(await wallet.balanceOf(buyer)).toBe(90);
    });

    it('nothing while the wallet is switched off, though what was bought opens still', async () => {
      const [buyer, { blockIds: bought }, { blockIds: sold }] = [
        await community.member('waiter'),
        await wallet.sells(ada!, 10),
        await wallet.sells(ada!, 10),
      ];
      await wallet.paysIn(buyer, 100);
      await opens(buyer, bought[0]!);
      await wallet.chooses({ 'web_profile.enable_wallet': false });
      await expect(opens(buyer, sold[0]!)).rejects.toMatchObject({ status: 403, error: 'site.feature-off' });
      await opens(buyer, bought[0]!);
      for (const [method, path, body] of routes) {
        for (const person of [buyer, community.guest]) {
          const answer = await person.request(method, path, body);
          expect([answer.status, JSON.parse(answer.body)]).toMatchObject([404, { code: 404, msg: 'Not Found' }]);
        }
      }
      await wallet.chooses({ 'web_profile.enable_wallet': true });
      expect(await wallet.balanceOf(buyer)).toBe(90);
    });

    it('nothing for somebody who is banned, who may still read their bills', async () => {
      const rude = await community.member('rude');
      await wallet.paysIn(rude, 100);
      const { blockIds } = await wallet.sells(ada!, 10);
      const { id } = await rude.post('/v1/user/recharge', { amount: 1 });
      await (await community.owner()).post('/v1/admin/user/status', { id: rude.id, status: 2 });
      await expect(opens(rude, blockIds[0]!)).rejects.toMatchObject({ code: 20006 });
      await expect(rude.post('/v1/user/recharge', { amount: 1 })).rejects.toMatchObject({ code: 20006 });
      expect(await wallet.billsOf(rude)).toHaveLength(1);
      expect(await rude.get(`/v1/user/recharge?id=${String(id)}`)).toEqual({ id, status: '' });
    });
  });

  it('takes few statements', async () => {
    const [author, buyer] = [await community.member('maker'), await community.member('taker')];
    const during = async (work: () => Promise<unknown>): Promise<number> => {
      const query = jest.spyOn(pg.Client.prototype, 'query');
      await work();
      const sent = (query.mock.calls as unknown[][]).map(([first]) =>
        typeof first === 'string' ? first : ((first as { text?: string }).text ?? ''),
      );
      query.mockRestore();
      const aside =
        /^(BEGIN;|COMMIT|ROLLBACK)|jobs\.|platform\.|cluster\.|pg_notify|join session|current_setting|^select 1$/;
      return sent.filter((text) => !aside.test(text)).length;
    };
    await wallet.paysIn(buyer, 1000);
    const [free, sold] = [await wallet.sells(author, 0), await wallet.sells(author, 100)];
    const opening = ({ blockIds: [id] }: typeof free, path = 'attachment') =>
      during(() => buyer.get(`/v1/${path}?id=${id}`));
    expect(await opening(free)).toBe(2);
    expect(await opening(sold, 'attachment/precheck')).toBe(3);
    expect(await opening(sold)).toBe(8);
    expect(await opening(sold)).toBe(3);
    expect(await during(() => buyer.get('/v1/user/wallet/bills?page=3'))).toBe(1);
    expect(await during(() => buyer.post('/v1/user/recharge', { amount: 1 }))).toBe(2);
    expect(await during(() => buyer.get('/v1/user/recharge?id=1').catch(() => undefined))).toBe(1);
  });

  it('lists its bills in pages', async () => {
    const pat = await community.member('pat');
    expect(await pat.get('/v1/user/wallet/bills')).toEqual({
      list: [],
      pager: { page: 1, page_size: 10, total_rows: 0 },
    });
    for (const amount of [1, 2, 3]) await wallet.paysIn(pat, amount);
    const page = (query: string) => pat.get(`/v1/user/wallet/bills?${query}`);
    expect(await page('page_size=2')).toMatchObject({
      list: [
        { change_amount: 3, balance_snapshot: 6 },
        { change_amount: 2, balance_snapshot: 3 },
      ],
      pager: { page: 1, page_size: 2, total_rows: 3 },
    });
    expect(await page('page_size=2&page=2')).toMatchObject({ list: [{ change_amount: 1 }], pager: { total_rows: 3 } });
    expect(await page('page=9')).toEqual({ list: [], pager: { page: 9, page_size: 10, total_rows: 3 } });
    expect(await page('page=x&page_size=-1')).toMatchObject({ pager: { page: 1, page_size: 10, total_rows: 3 } });
  });

  let neighbour: TestCommunity;
  beforeAll(async () => {
    neighbour = await community.neighbour();
  });
  paymentProviderContract('The sandbox', () => ({
    provider: community.app.get(PaymentProvider, { strict: false }),
    here: (work) => wallet.within(work),
    there: (work) => wallet.within(work, neighbour),
    sign: (fields) => community.app.get(SandboxNotices, { strict: false }).sign(fields),
  }));
});

describe('a deployment without payments', () => {
  const { community } = useWallet('off');

  it('has no wallet, whatever its communities choose', async () => {
    for (const [method, path, body] of routes) {
      for (const person of [community.guest, await community.member('ada')]) {
        const answer = await person.request(method, path, body);
        expect([answer.status, JSON.parse(answer.body)]).toMatchObject([404, { code: 404, msg: 'Not Found' }]);
      }
    }
    expect((await community.guest.request('GET', '/wallet/sandbox/1')).status).toBe(404);
  });
});
