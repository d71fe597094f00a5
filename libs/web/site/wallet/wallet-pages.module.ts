import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { WalletModule } from '#community/wallet';
import { FilesController } from './files.controller.js';
import { SandboxPaymentController } from './sandbox-payment.controller.js';
import { WalletPagesController } from './wallet.controller.js';

@Module({
  imports: [MembersModule, WalletModule],
  controllers: [FilesController, SandboxPaymentController, WalletPagesController],
})
export class WalletPagesModule {}
