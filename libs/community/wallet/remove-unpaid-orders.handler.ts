import { Injectable } from '@nestjs/common';
import { Every, On, Outbox } from '#kernel/jobs';
import { UnpaidOrdersLeft } from './wallet.events.js';
import { WalletOrdersRepository } from './wallet-orders.repository.js';

const batch = 1_000;

@Injectable()
export class RemoveUnpaidOrders {
  constructor(
    private readonly orders: WalletOrdersRepository,
    private readonly outbox: Outbox,
  ) {}

  @Every('1 day', { task: 'wallet.remove-unpaid-orders', class: 'maintenance', perTenantWithin: '2 hours' })
  async handle(): Promise<void> {
    if ((await this.orders.removeUnpaid(batch)) === batch) this.outbox.add(new UnpaidOrdersLeft());
  }

  @On(UnpaidOrdersLeft, { task: 'wallet.remove-more-unpaid-orders', class: 'maintenance' })
  async goOn(): Promise<void> {
    await this.handle();
  }
}
