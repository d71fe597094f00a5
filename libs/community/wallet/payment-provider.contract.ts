import type { NoticeForm, PaymentNotice, PaymentProvider } from './payment-provider.js';

type Fields = Readonly<Record<string, string>>;

/** A driver at work for two communities of one deployment. */
export interface ProviderTrial {
  readonly provider: PaymentProvider;
  /** In the scope of the one that the notices here are for. */
  here<T>(work: () => Promise<T>): Promise<T>;
  there<T>(work: () => Promise<T>): Promise<T>;
  /** A notice about this, as the provider sends it to the community in scope. */
  sign(fields: Fields): Fields;
}

const said: Fields = {
  out_trade_no: '7',
  trade_no: '2026112222001',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '12.34',
};

/** What every driver of PaymentProvider keeps. */
export function paymentProviderContract(name: string, trial: () => ProviderTrial): void {
  describe(`${name} as a payment provider`, () => {
    const read = async (form: NoticeForm): Promise<PaymentNotice | null> =>
      trial().here(() => trial().provider.read(form));
    const signed = async (fields: Fields): Promise<Fields> => trial().here(async () => trial().sign(fields));

    it('answers where a payment is made', async () => {
      const payment = { orderId: 7, amount: 1234, notifyUrl: 'https://here.example/v1/alipay/notify' };
      expect(URL.canParse(await trial().here(() => trial().provider.begin(payment)))).toBe(true);
    });

    it.each([
      ['TRADE_SUCCESS', true],
      ['TRADE_FINISHED', true],
      ['WAIT_BUYER_PAY', false],
      ['TRADE_CLOSED', false],
      ['', false],
    ])('reads a notice of its own, with the status %j', async (status, isPaid) => {
      const notice = await read(await signed({ ...said, trade_status: status }));
      expect(notice).toEqual({ orderId: 7, amount: 1234, tradeNo: '2026112222001', isPaid });
    });

    it.each(Object.keys(said))('believes no notice whose %s was changed', async (field) => {
      const notice = await signed(said);
      expect(await read({ ...notice, [field]: `${notice[field]}1` })).toBeNull();
      expect(await read({ ...notice, [field]: [notice[field], notice[field]] })).toBeNull();
      const { [field]: _, ...rest } = notice;
      expect(await read(rest)).toBeNull();
    });

    it('believes no notice to which something was added', async () => {
      expect(await read({ ...(await signed(said)), seller_id: '2088' })).toBeNull();
    });

    it.each(['', 'AAAA', '%', '*', 'x'.repeat(1000)])('believes no notice with the signature %j', async (sign) => {
      expect(await read({ ...(await signed(said)), sign })).toBeNull();
    });

    it('believes nothing that is no notice', async () => {
      for (const form of [{}, { sign: 'x' }, { out_trade_no: {} }, said]) expect(await read(form)).toBeNull();
    });

    it('believes no notice that is for another community', async () => {
      const notice = await trial().there(async () => trial().sign(said));
      expect(await trial().there(() => trial().provider.read(notice))).toMatchObject({ orderId: 7 });
      expect(await read(notice)).toBeNull();
    });

    it.each<Fields>([
      { out_trade_no: '0' },
      { out_trade_no: '-7' },
      { out_trade_no: '7x' },
      { out_trade_no: '9007199254740992' },
      { out_trade_no: '9'.repeat(30) },
      { total_amount: '0' },
      { total_amount: '-12.34' },
      { total_amount: '12.345' },
      { total_amount: '1e3' },
      { trade_no: '' },
      { trade_no: 'x'.repeat(65) },
    ])('makes nothing of %j, whoever has signed it', async (wrong) => {
      expect(await read(await signed({ ...said, ...wrong }))).toBeNull();
    });
  });
}
