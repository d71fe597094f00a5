import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import { Config } from '#kernel/config';
import { type Id, TenantDatabase, violatedConstraint } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Log } from '#kernel/logging';
import { tenantScope } from '#kernel/scope';
import type { Member } from '#community/identity';
import { LedgerRepository } from './ledger.repository.js';
import { type NoticeForm, type PaymentNotice, PaymentProvider } from './payment-provider.js';
import { type WalletOrder, WalletOrdersRepository } from './wallet-orders.repository.js';

const notifyPath = '/v1/alipay/notify';
/** Of one member within an hour. */
const mostOpenOrders = 20;
/** So long a page can show where a recharge is paid, before the provider is asked once more. */
const secondsShown = 3600;
const unlimited = 2 ** 31 - 1;

/** Money that comes in. */
@Injectable()
export class RechargesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly orders: WalletOrdersRepository,
    private readonly ledger: LedgerRepository,
    private readonly provider: PaymentProvider,
    private readonly config: Config,
    private readonly log: Log,
    private readonly cache: Cache,
  ) {}

  /** Answers the order and the address at which it is paid. Nothing is left of an order that the provider refuses. */
  async begin(member: Member, amount: number): Promise<{ id: Id; pay: string }> {
    const id = await this.order(member, amount);
    try {
      return { id, pay: await this.addressOf({ id, amount }) };
    } catch (error) {
      this.log.warn('A recharge could not be started.', error as Error);
      await this.orders.removeOpen(id);
      throw new AppError('wallet.recharge-failed');
    }
  }

  /** Where an order that is not paid yet is paid: remembered, or asked for again, under the same number. */
  async getAddress(order: WalletOrder): Promise<string> {
    try {
      return await this.addressOf(order);
    } catch (error) {
      this.log.warn('It could not be told where a recharge is paid.', error as Error);
      throw new AppError('wallet.recharge-failed');
    }
  }

  private async addressOf({ id: orderId, amount }: Pick<WalletOrder, 'id' | 'amount'>): Promise<string> {
    const notifyUrl = this.config.publicUrl(tenantScope.current().primaryHost) + notifyPath;
    const ask = async () => ({ pay: await this.provider.begin({ orderId, amount, notifyUrl }) });
    return (await this.cache.get(`wallet.pay:${orderId}`, secondsShown, ask)).pay;
  }

  async getOwn(member: Member, orderId: Id): Promise<WalletOrder> {
    const order = await this.orders.find(orderId);
    if (order?.memberId !== member.id) throw new AppError('wallet.recharge-not-found');
    return order;
  }

  /** What a provider says of a payment; books what was paid exactly once, however often it is said. */
  async accept(form: NoticeForm): Promise<void> {
    const notice = await this.provider.read(form);
    if (!notice) throw new AppError('wallet.notify-failed');
    const order = await this.orders.find(notice.orderId);
    if (order?.provider !== this.provider.name || order.amount !== notice.amount)
      throw new AppError('wallet.notify-failed', {}, 'There is no such order over this amount.');
    if (notice.isPaid && order.status === '') await this.book(order, notice);
  }

  private async order(member: Member, amount: number): Promise<Id> {
    const order = { memberId: member.id, amount, provider: this.provider.name };
    const id = await this.db.transaction(async () => {
      await this.ledger.lockMembers([member.id]);
      return this.orders.insert(order, this.config.rateLimits ? mostOpenOrders : unlimited);
    });
    if (id === null) throw new AppError('request.too-many', {}, 'Please pay one of the recharges you have begun.');
    return id;
  }

  private async book({ id, memberId, amount }: WalletOrder, { tradeNo }: PaymentNotice): Promise<void> {
    try {
      await this.db.transaction(async () => {
        if (!(await this.orders.markPaid(id, tradeNo))) return; // another notice of this payment was first
        if (!(await this.ledger.book({ memberId, amount, kind: 'recharge', orderId: id })))
          throw new Error(`Nobody has paid order ${id}.`);
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'wallet_order_trade') throw error;
      throw new AppError('wallet.notify-failed', {}, 'This payment was for another order.');
    }
  }
}
