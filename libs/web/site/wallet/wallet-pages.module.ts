import { Module } from '@nestjs/common';
import { WalletModule } from '#community/wallet';
import { SandboxPaymentController } from './sandbox-payment.controller.js';

@Module({ imports: [WalletModule], controllers: [SandboxPaymentController] })
export class WalletPagesModule {}
