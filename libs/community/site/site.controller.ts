import { Controller, Get } from '@nestjs/common';
import { BuildInfo } from '#kernel/config';
import { WireAnswer } from '#kernel/http';
import { CommunitySettings } from './community-settings.js';
import { siteProfile, SiteProfileView } from './site-profile.view.js';
import { SiteVersionView } from './site.dto.js';
import { WalletAvailability } from './wallet-availability.js';

/** For everybody, also where a community is for its members only: clients cannot start without. */
@Controller('v1')
export class SiteController {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly wallet: WalletAvailability,
    private readonly build: BuildInfo,
  ) {}

  @Get()
  @WireAnswer({ data: SiteVersionView })
  root(): SiteVersionView {
    return this.version();
  }

  @Get('site/version')
  @WireAnswer({ data: SiteVersionView })
  version(): SiteVersionView {
    const { series, version, sum, date, tags } = this.build;
    return { build_info: { series, version, sum, build_date: date, build_tags: tags } };
  }

  /** What does not work is not offered: neither a wallet without payments, nor a price without a wallet. */
  @Get('site/profile')
  @WireAnswer({ data: SiteProfileView })
  async profile(): Promise<SiteProfileView> {
    const [settings, enableWallet] = [await this.settings.get(), await this.wallet.isOn()];
    const allowTweetAttachmentPrice = enableWallet && settings.allowTweetAttachmentPrice;
    return siteProfile({ ...settings, enableWallet, allowTweetAttachmentPrice });
  }
}
