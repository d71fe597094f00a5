import { Global, Module } from '@nestjs/common';
import { CommunityFigures } from './community-figures.js';
import { CommunityFiguresQueries } from './community-figures.queries.js';
import { CommunitySettings } from './community-settings.js';
import { SettingsAdministration } from './settings-administration.js';
import { SettingsRepository } from './settings.repository.js';
import { SiteController } from './site.controller.js';
import { WalletAvailability } from './wallet-availability.js';

/** Global, because every room has something that a community decides for itself. */
@Global()
@Module({
  controllers: [SiteController],
  providers: [
    CommunityFigures,
    CommunityFiguresQueries,
    CommunitySettings,
    SettingsAdministration,
    SettingsRepository,
    WalletAvailability,
  ],
  exports: [CommunityFigures, CommunitySettings, SettingsAdministration, WalletAvailability],
})
export class CommunitySiteModule {}
