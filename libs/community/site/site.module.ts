import { Global, Module } from '@nestjs/common';
import { CommunityFigures } from './community-figures.js';
import { CommunityFiguresQueries } from './community-figures.queries.js';
import { CommunitySettings } from './community-settings.js';
import { SettingsRepository } from './settings.repository.js';
import { WalletAvailability } from './wallet-availability.js';

/** Global, because every room has something that a community decides for itself. */
@Global()
@Module({
  providers: [CommunityFigures, CommunityFiguresQueries, CommunitySettings, SettingsRepository, WalletAvailability],
  exports: [CommunityFigures, CommunitySettings, WalletAvailability],
})
export class CommunitySiteModule {}
