import { Module } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Clock } from '#kernel/database';
import { PostsModule } from '#community/posts';
import { CommunitySettings } from '#community/site';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsService } from './attachments.service.js';
import { AlipayPaymentProvider } from './drivers/alipay.payment-provider.js';
import { SandboxPaymentProvider } from './drivers/sandbox.payment-provider.js';
import { LedgerAudit } from './ledger-audit.js';
import { LedgerAuditQueries } from './ledger-audit.queries.js';
import { LedgerQueries } from './ledger.queries.js';
import { LedgerRepository } from './ledger.repository.js';
import { PaymentProvider } from './payment-provider.js';
import { PurchasesService } from './purchases.service.js';
import { RechargesService } from './recharges.service.js';
import { RemoveUnpaidOrders } from './remove-unpaid-orders.handler.js';
import { SandboxNotices } from './sandbox-notices.js';
import { SandboxPayments } from './sandbox-payments.js';
import { WalletController } from './wallet.controller.js';
import { WalletOrdersRepository } from './wallet-orders.repository.js';
import { BillsService } from './bills.service.js';
import { BalanceReconciliationQueries } from './balance-reconciliation.queries.js';
import { BalancesReconciler } from './balances.reconciler.js';

/** Where payments are off, no route asks the provider. */
const paymentProvider = {
  provide: PaymentProvider,
  useFactory: (config: Config, notices: SandboxNotices, settings: CommunitySettings, clock: Clock): PaymentProvider =>
    config.payments === 'sandbox'
      ? new SandboxPaymentProvider(config, notices)
      : new AlipayPaymentProvider(config, settings, clock),
  inject: [Config, SandboxNotices, CommunitySettings, Clock],
};

@Module({
  imports: [PostsModule],
  controllers: [AttachmentsController, WalletController],
  providers: [
    AttachmentsService,
    BalanceReconciliationQueries,
    BalancesReconciler,
    BillsService,
    LedgerAudit,
    LedgerAuditQueries,
    LedgerQueries,
    LedgerRepository,
    paymentProvider,
    PurchasesService,
    RechargesService,
    RemoveUnpaidOrders,
    SandboxNotices,
    SandboxPayments,
    WalletOrdersRepository,
  ],
  exports: [AttachmentsService, BillsService, LedgerAudit, RechargesService, SandboxPayments],
})
export class WalletModule {}
