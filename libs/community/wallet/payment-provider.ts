import type { Id } from '#kernel/database';

export interface NewPayment {
  readonly orderId: Id;
  /** Cents. */
  readonly amount: number;
  /** Where the provider says that it was paid. */
  readonly notifyUrl: string;
}

/** The fields of a form that somebody has sent to that address. */
export type NoticeForm = Readonly<Record<string, unknown>>;

/** What a genuine notice says. */
export interface PaymentNotice {
  readonly orderId: Id;
  /** Cents. */
  readonly amount: number;
  /** The provider's own name of the payment, another one for each. */
  readonly tradeNo: string;
  readonly isPaid: boolean;
}

/** Takes the money of members of the community in scope. */
export abstract class PaymentProvider {
  /** Kept with each order: nobody but the provider that was asked can say that it was paid. */
  abstract readonly name: string;

  /** Asks for the money; answers the address that the payer opens or scans. Throws when there is none. */
  abstract begin(payment: NewPayment): Promise<string>;

  /** Null for a notice that does not come from the provider, or is not for this community, or says nothing usable. */
  abstract read(form: NoticeForm): Promise<PaymentNotice | null>;
}
