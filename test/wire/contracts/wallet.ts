import type { Answer, Data, Person } from '../../support/person.js';
import type { Uploader } from '../../support/upload.js';
import type { TestCommunity } from '../../support/use-community.js';
import { type Contract, featureOff, invalid, signIn } from '../contract.js';
import type { WireRoute } from '../routes.js';
import { page, type Shape } from '../shapes.js';
import type { Wire } from '../wire.js';

type Open = () => Wire;

/** What a contract about money needs besides the wire. */
export interface WalletSetting {
  uploader(who: Person): Uploader;
  /** A community that wants to be paid, and has not said to which account. */
  readonly unready: TestCommunity;
}

const recharge: Shape = { id: 'id', pay: 'url' };
const rechargeStatus: Shape = { id: 'id', status: 'text' };
const bill: Shape = {
  id: 'id',
  created_on: 'id',
  modified_on: 'id',
  deleted_on: 'int',
  is_del: 'flag',
  user_id: 'id',
  change_amount: 'int',
  balance_snapshot: 'int',
  reason: 'text',
  post_id: 'int',
};

const routes: readonly (readonly [WireRoute, { query?: { id: number }; body?: unknown }])[] = [
  ['POST /v1/user/recharge', { body: { amount: 100 } }],
  ['GET /v1/user/recharge', { query: { id: 1 } }],
  ['GET /v1/user/wallet/bills', {}],
  ['POST /v1/alipay/notify', { body: {} }],
];

/** Money, all of it in cents. */
export const wallet =
  (setting: WalletSetting): Contract =>
  (wire) => {
    describe('a wallet', () => {
      isFilled(wire);
      isNotFilled(wire, setting);
      paysForAttachments(wire, setting);
      isNoWallet(wire);
    });
  };

/** What the page of the sandbox sends at its button. */
async function notice(wire: Wire, pay: string): Promise<string> {
  const { body } = await wire.guest.request('GET', new URL(pay).pathname);
  const fields = [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return new URLSearchParams(fields.map(([, name, value]) => [name!, value!])).toString();
}

/** As a provider does: a form, from nobody. */
async function notify({ community: { app, host } }: Wire, payload: string): Promise<Answer> {
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await app.inject({ method: 'POST', url: '/v1/alipay/notify', headers, payload });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

const beginRecharge = (wire: Wire, who: Person, amount: number) =>
  wire.ok<{ id: number; pay: string }>(who, 'POST /v1/user/recharge', { body: { amount } }, recharge);

async function paysIn(wire: Wire, who: Person, amount: number): Promise<void> {
  const { pay } = await beginRecharge(wire, who, amount);
  wire.hearText('POST /v1/alipay/notify', await notify(wire, await notice(wire, pay)), 'success');
}

const bills = async (wire: Wire, who: Person): Promise<Data[]> => {
  const { list } = await wire.ok<{ list: Data[] }>(who, 'GET /v1/user/wallet/bills', {}, page(bill));
  return list;
};

function isFilled(wire: Open): void {
  it('is filled once, however often the provider says so', async () => {
    const saver = await wire().member('saver');
    expect(await bills(wire(), saver)).toEqual([]);
    const { id, pay } = await beginRecharge(wire(), saver, 1250);
    const ask = () => wire().ok(saver, 'GET /v1/user/recharge', { query: { id } }, rechargeStatus);
    expect(await ask()).toEqual({ id, status: '' });

    const paid = await notice(wire(), pay);
    for (const _ of [1, 2]) wire().hearText('POST /v1/alipay/notify', await notify(wire(), paid), 'success');

    expect(await ask()).toEqual({ id, status: 'TRADE_SUCCESS' });
    expect(await saver.get('/v1/user/info')).toMatchObject({ balance: 1250 });
    expect(await bills(wire(), saver)).toMatchObject([
      { user_id: saver.id, change_amount: 1250, balance_snapshot: 1250, reason: '充值', post_id: 0 },
    ]);
  });
}

function isNotFilled(wire: Open, setting: WalletSetting): void {
  const notFound = { status: 404, code: 70003, error: 'wallet.recharge-not-found' };
  const notValid = { status: 400, code: 70002, error: 'wallet.notify-failed' };

  it('is a member’s own, and filled by amounts that are some', async () => {
    const [saver, other] = [await wire().member('saver'), await wire().member('other')];
    for (const [route, sent] of routes.slice(0, 3)) await wire().refused(wire().guest, route, sent, signIn);
    for (const amount of [0, -1, 0.5, '100', undefined])
      await wire().refused(saver, 'POST /v1/user/recharge', { body: { amount } }, invalid);
    const { id } = await beginRecharge(wire(), saver, 100);
    for (const query of [{ id }, { id: 999_999_999 }, { id: 'x' }])
      await wire().refused(other, 'GET /v1/user/recharge', { query }, notFound);
  });

  it('is not filled by a notice that the provider has not signed', async () => {
    const saver = await wire().member('saver');
    const { pay } = await beginRecharge(wire(), saver, 100);
    const forged = (await notice(wire(), pay)).replace('total_amount=1.00', 'total_amount=9.00');
    const { status, body } = await notify(wire(), forged);
    wire().hear('POST /v1/alipay/notify', status, body);
    expect({ status, ...(JSON.parse(body) as object) }).toMatchObject(notValid);
    await wire().refused(wire().guest, 'POST /v1/alipay/notify', { body: { sign: 'x' } }, notValid);
    expect(await saver.get('/v1/user/info')).toMatchObject({ balance: 1250 });
  });

  it('is not filled where the provider does not take part', async () => {
    const { unready } = setting;
    const items = [{ key: 'web_profile.enable_wallet', value: true }];
    await (await unready.owner()).post('/v1/admin/settings/save', { items });
    const somebody = await unready.member('somebody');
    const { status, body } = await somebody.request('POST', '/v1/user/recharge', { amount: 100 });
    wire().hear('POST /v1/user/recharge', status, body);
    expect({ status, ...(JSON.parse(body) as object) }).toMatchObject({
      status: 502,
      code: 70001,
      error: 'wallet.recharge-failed',
    });
  });
}

function paysForAttachments(wire: Open, setting: WalletSetting): void {
  const precheck = async (who: Person, id: number) =>
    (await wire().ok(who, 'GET /v1/attachment/precheck', { query: { id } }, { paid: 'bool' }))['paid'];
  const open = (who: Person, id: number) =>
    wire().ok(who, 'GET /v1/attachment', { query: { id } }, { signed_url: 'url' });
  /** The block of an attachment that costs so much. */
  const sells = async (seller: Person, price: number): Promise<number> => {
    const archive = Buffer.concat([Buffer.from('PK\u0003\u0004 some files'), Buffer.alloc(64)]);
    const { content } = await setting.uploader(seller).file('attachment', archive, 'application/zip');
    const contents = [
      { content: 'For sale', type: 2, sort: 100 },
      { content, type: 7, sort: 101 },
    ];
    const post = await seller.post('/v1/post', { contents, tags: [], users: [], attachment_price: price });
    return (post['contents'] as Data[]).find(({ type }) => type === 8)!['id'] as number;
  };

  it('pays for an attachment once, and most of it to the author', async () => {
    const [seller, buyer] = [await wire().member('seller'), await wire().member('buyer')];
    const id = await sells(seller, 500);
    expect(await precheck(buyer, id)).toBe(false);
    const poor = { status: 402, code: 30009, error: 'attachment.balance' };
    await wire().refused(buyer, 'GET /v1/attachment', { query: { id } }, poor);

    await paysIn(wire(), buyer, 600);
    for (const _ of [1, 2]) await open(buyer, id);

    expect(await precheck(buyer, id)).toBe(true);
    expect(await bills(wire(), buyer)).toMatchObject([
      { change_amount: -500, balance_snapshot: 100, post_id: expect.any(Number) as number },
      { change_amount: 600, balance_snapshot: 600 },
    ]);
    expect(await bills(wire(), seller)).toMatchObject([{ change_amount: 400, balance_snapshot: 400 }]);
    expect(await precheck(seller, id)).toBe(true);
  });

  it('pays for nothing once the community sells nothing any more', async () => {
    const id = await sells(await wire().member('seller'), 50);
    const key = 'web_profile.enable_wallet';
    const buyer = await wire().member('buyer');
    await wire().where({ [key]: false }, { [key]: true }, () =>
      wire().refused(buyer, 'GET /v1/attachment', { query: { id } }, featureOff),
    );
  });
}

function isNoWallet(wire: Open): void {
  it('is not there at all where the community has none', async () => {
    const key = 'web_profile.enable_wallet';
    await wire().where({ [key]: false }, { [key]: true }, async () => {
      for (const who of [wire().guest, await wire().member('saver')]) {
        for (const [route, sent] of routes) {
          const { status, text } = await wire().send(who, route, sent);
          expect({ route, status, text }).toEqual({ route, status: 404, text: '{"code":404,"msg":"Not Found"}' });
          wire().hear(route, status, text);
        }
      }
    });
  });
}
