import { centsOf } from './money.js';
import type { NoticeForm, PaymentNotice } from './payment-provider.js';

export type NoticeFields = Readonly<Record<string, string>>;

/** Null where a field was sent twice, or is no text. */
export function fieldsOf(form: NoticeForm): NoticeFields | null {
  return Object.values(form).every((value) => typeof value === 'string') ? (form as NoticeFields) : null;
}

const paid: readonly (string | undefined)[] = ['TRADE_SUCCESS', 'TRADE_FINISHED'];

/** What the fields say, in the names that Alipay gives them. Their signature was verified before. */
export function noticeFrom(fields: NoticeFields): PaymentNotice | null {
  const { out_trade_no: order = '', total_amount: amount = '', trade_no: tradeNo, trade_status: status } = fields;
  const orderId = /^[1-9]\d{0,15}$/.test(order) ? Number(order) : 0;
  const cents = centsOf(amount);
  if (!Number.isSafeInteger(orderId) || orderId < 1 || cents === null || !tradeNo || tradeNo.length > 64) return null;
  return { orderId, amount: cents, tradeNo, isPaid: paid.includes(status) };
}
