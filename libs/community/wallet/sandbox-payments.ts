import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import type { Id } from '#kernel/database';
import { yuanOf } from './money.js';
import type { NoticeFields } from './payment-notice.js';
import { SandboxNotices } from './sandbox-notices.js';
import { WalletOrdersRepository } from './wallet-orders.repository.js';

export const sandboxProvider = 'sandbox';
export const sandboxPath = (orderId: Id): string => `/wallet/sandbox/${orderId}`;

/** What the page shows on which a sandbox payment is made. */
export interface SandboxPayment {
  /** `12.34` */
  readonly yuan: string;
  readonly isPaid: boolean;
  /** Sent to the notify route, these pay the order. */
  readonly notice: NoticeFields;
}

@Injectable()
export class SandboxPayments {
  constructor(
    private readonly config: Config,
    private readonly orders: WalletOrdersRepository,
    private readonly notices: SandboxNotices,
  ) {}

  /** Null where payments are real, too. */
  async find(orderId: Id): Promise<SandboxPayment | null> {
    if (this.config.payments !== 'sandbox') return null;
    const order = await this.orders.find(orderId);
    if (order?.provider !== sandboxProvider) return null;
    const yuan = yuanOf(order.amount);
    const notice = this.notices.sign({
      out_trade_no: String(orderId),
      trade_no: `sandbox-${orderId}`,
      trade_status: 'TRADE_SUCCESS',
      total_amount: yuan,
    });
    return { yuan, isPaid: order.status !== '', notice };
  }
}
