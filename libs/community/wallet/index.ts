export { LedgerAudit, type LedgerDifference } from './ledger-audit.js';
export { type SandboxPayment, SandboxPayments } from './sandbox-payments.js';
export { WalletModule } from './wallet.module.js';
