import { createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { tenantScope } from '#kernel/scope';
import type { Person } from '../../../test/support/person.js';
import type { TestCommunity } from '../../../test/support/use-community.js';
import { useWallet } from '../../../test/support/use-wallet.js';
import { paymentProviderContract } from './payment-provider.contract.js';
import { PaymentProvider } from './payment-provider.js';

type Fields = Record<string, string>;

const contentOf = (fields: Fields): string =>
  Object.keys(fields)
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
const signature = (content: string, key: KeyObject): string =>
  createSign('RSA-SHA256').update(content, 'utf8').sign(key, 'base64');
const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Alipay, as far as it is asked: takes orders of one app, and signs what it says. */
class Alipay {
  readonly keys = newKeys();
  readonly app = newKeys();
  readonly appId = '2021000122671080';
  /** Verified, with the order in `biz_content`. */
  readonly orders: Fields[] = [];
  answers: 'as it should' | 'a refusal' | 'an unsigned code' | 'with 502' | 'no JSON' = 'as it should';
  private server?: Server;

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      void text(request).then((body) => {
        const query = new URL(request.url!, 'http://gateway').searchParams;
        const fields = Object.fromEntries([...query, ...new URLSearchParams(body)]);
        response.statusCode = this.answers === 'with 502' ? 502 : 200;
        response.end(this.answers === 'no JSON' ? '<html>' : this.answer(fields));
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}/gateway.do`;
  }

  notice(fields: Fields, { key = this.keys.privateKey, appId = this.appId } = {}): Fields {
    const { sign_type: signType = 'RSA2', ...said } = { app_id: appId, charset: 'utf-8', version: '1.0', ...fields };
    return { ...said, sign_type: signType, sign: signature(contentOf(said), key) };
  }

  private answer({ sign, ...fields }: Fields): string {
    const genuine = createVerify('RSA-SHA256').update(contentOf(fields)).verify(this.app.publicKey, sign!, 'base64');
    const taken = genuine && fields['app_id'] === this.appId && fields['method'] === 'alipay.trade.precreate';
    const order = JSON.parse(fields['biz_content']!) as { out_trade_no: string };
    if (taken) this.orders.push(fields);
    const said = JSON.stringify(
      taken && this.answers !== 'a refusal'
        ? {
            code: '10000',
            msg: 'Success',
            out_trade_no: order.out_trade_no,
            qr_code: `https://qr.alipay.com/${order.out_trade_no}`,
          }
        : { code: '40004', msg: 'Business Failed', sub_code: 'ACQ.SYSTEM_ERROR', sub_msg: '系统错误' },
    );
    const signed = this.answers === 'an unsigned code' ? 'AAAA' : signature(said, this.keys.privateKey);
    return `{"alipay_trade_precreate_response":${said},"sign":"${signed}"}`;
  }
}

const oneLine = (pem: string | Buffer): string => String(pem).replace(/-----[^-]+-----|\s/g, '');

describe('Alipay', () => {
  const alipay = new Alipay();
  beforeAll(() => alipay.start());
  const wallet = useWallet('alipay', () => alipay.url);
  const { community } = wallet;
  afterAll(() => alipay.stop());
  let ada: Person;

  const keysOf = (form: 'pkcs1' | 'pkcs8') => ({
    'alipay.app_id': alipay.appId,
    'alipay.private_key': oneLine(alipay.app.privateKey.export({ format: 'pem', type: form })),
    'alipay.public_key': String(alipay.keys.publicKey.export({ format: 'pem', type: 'spki' })),
  });
  beforeAll(async () => {
    await wallet.chooses(keysOf('pkcs8'));
    ada = await community.member('ada');
  });
  beforeEach(() => {
    alipay.answers = 'as it should';
  });

  const orderCount = async () => (await wallet.sql<{ n: number }>('select count(*) as n from wallet_order'))[0]!.n;
  const paid = (id: unknown, more: Fields = {}) =>
    alipay.notice({
      out_trade_no: String(id),
      trade_no: `2026${String(id)}`,
      trade_status: 'TRADE_SUCCESS',
      total_amount: '5.00',
      notify_time: '2026-11-22 12:00:00',
      subject: '充值 100% & more',
      ...more,
    });

  it('is asked for a code to scan, and told where to say that it was paid: never where the request says', async () => {
    const { body } = await ada.request(
      'POST',
      '/v1/user/recharge',
      { amount: 500 },
      { 'x-forwarded-host': 'evil.example' },
    );
    const { data } = JSON.parse(body) as { data: { id: number; pay: string } };
    expect(data).toEqual({ id: expect.any(Number) as number, pay: `https://qr.alipay.com/${data.id}` });
    const order = alipay.orders.at(-1)!;
    expect(order['notify_url']).toBe(`http://${community.host}:3000/v1/alipay/notify`);
    expect(JSON.parse(order['biz_content']!)).toMatchObject({ out_trade_no: String(data.id), total_amount: '5.00' });
    const said = Date.parse(`${order['timestamp']!.replace(' ', 'T')}+08:00`);
    expect(Math.abs(Date.now() - said)).toBeLessThan(60_000);
  });

  it('reads keys of either form', async () => {
    await wallet.chooses(keysOf('pkcs1'));
    expect(await ada.post('/v1/user/recharge', { amount: 1 })).toMatchObject({ id: expect.any(Number) as number });
    await wallet.chooses(keysOf('pkcs8'));
  });

  it.each(['a refusal', 'an unsigned code', 'with 502', 'no JSON'] as const)(
    'leaves nothing of a recharge when it answers %s',
    async (answer) => {
      const before = await orderCount();
      alipay.answers = answer;
      await expect(ada.post('/v1/user/recharge', { amount: 1 })).rejects.toMatchObject({ status: 502, code: 70001 });
      expect(await orderCount()).toBe(before);
    },
  );

  it('is not asked by a community that has no keys, or none that are keys', async () => {
    for (const wrong of [{ 'alipay.app_id': '' }, { 'alipay.private_key': 'AAAA' }, { 'alipay.public_key': '' }]) {
      await wallet.chooses({ ...keysOf('pkcs8'), ...wrong });
      await expect(ada.post('/v1/user/recharge', { amount: 1 })).rejects.toMatchObject({ code: 70001 });
      expect((await wallet.notifies(paid(1))).status).toBe(400);
    }
    await wallet.chooses(keysOf('pkcs8'));
  });

  it('is believed once, however often and however many times at once it says the same', async () => {
    const bob = await community.member('bob');
    const { id } = await bob.post('/v1/user/recharge', { amount: 500 });
    expect(await bob.get(`/v1/user/recharge?id=${String(id)}`)).toEqual({ id, status: '' });
    const waiting = await wallet.notifies(paid(id, { trade_status: 'WAIT_BUYER_PAY' }));
    expect(waiting).toMatchObject({ status: 200, body: 'success' });
    expect(await wallet.balanceOf(bob)).toBe(0);
    const answers = await Promise.all(Array.from({ length: 20 }, () => wallet.notifies(paid(id))));
    for (const { status, body, headers } of answers) {
      expect({ status, body }).toEqual({ status: 200, body: 'success' });
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    }
    expect(await wallet.notifies(paid(id, { trade_status: 'TRADE_FINISHED' }))).toMatchObject({ body: 'success' });
    expect(await wallet.balanceOf(bob)).toBe(500);
    expect(await wallet.billsOf(bob)).toMatchObject([{ change_amount: 500, reason: '充值', post_id: 0 }]);
    expect(await bob.get(`/v1/user/recharge?id=${String(id)}`)).toEqual({ id, status: 'TRADE_SUCCESS' });
  });

  it('is not believed about another amount, app, order or community, or without its signature', async () => {
    const eve = await community.member('eve');
    const { id } = await eve.post('/v1/user/recharge', { amount: 500 });
    const { sign: _, ...unsigned } = paid(id);
    const other = alipay.notice({ ...unsigned }, { key: newKeys().privateKey });
    const weak = {
      ...unsigned,
      sign_type: 'RSA',
      sign: createSign('RSA-SHA1').update(contentOf(unsigned)).sign(alipay.keys.privateKey, 'base64'),
    };
    for (const notice of [
      paid(id, { total_amount: '500.00' }),
      paid(id, { total_amount: '5.01' }),
      paid(999_999),
      alipay.notice({ ...paid(id), app_id: '2021000000000000' }),
      paid(id, { passback_params: String(community.tenant.id + 1) }),
      unsigned,
      other,
      weak,
      { ...paid(id), sign_type: 'none' },
    ]) {
      const { status, body } = await wallet.notifies(notice);
      expect([status, JSON.parse(body)]).toMatchObject([400, { code: 70002, error: 'wallet.notify-failed' }]);
    }
    expect(await wallet.balanceOf(eve)).toBe(0);
  });

  it('is believed about one order only, whatever it calls a payment', async () => {
    const fay = await community.member('fay');
    const [one, other] = [
      await fay.post('/v1/user/recharge', { amount: 500 }),
      await fay.post('/v1/user/recharge', { amount: 500 }),
    ];
    expect(await wallet.notifies(paid(one['id'], { trade_no: 'same' }))).toMatchObject({ status: 200 });
    expect(await wallet.notifies(paid(other['id'], { trade_no: 'same' }))).toMatchObject({ status: 400 });
    expect(await wallet.balanceOf(fay)).toBe(500);
    expect(await wallet.notifies(paid(other['id']))).toMatchObject({ status: 200 });
    expect(await wallet.balanceOf(fay)).toBe(1000);
  });

  // Both communities with one merchant account: even then a payment is for one of them only.
  let neighbour: TestCommunity;
  beforeAll(async () => {
    neighbour = await community.neighbour();
    await wallet.chooses(keysOf('pkcs8'), neighbour);
  });
  paymentProviderContract('Alipay', () => ({
    provider: community.app.get(PaymentProvider, { strict: false }),
    here: (work) => wallet.within(work),
    there: (work) => wallet.within(work, neighbour),
    sign: (fields) => alipay.notice({ ...fields, passback_params: String(tenantScope.current().id) }),
  }));
});
