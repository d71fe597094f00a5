import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { CommunitySettings } from './community-settings.js';

/** Whether members of the community in scope have a wallet: the deployment takes payments, and the community wants it. */
@Injectable()
export class WalletAvailability {
  constructor(
    private readonly config: Config,
    private readonly settings: CommunitySettings,
  ) {}

  async isOn(): Promise<boolean> {
    return this.config.payments !== 'off' && (await this.settings.get()).enableWallet;
  }
}
