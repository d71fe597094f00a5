import { Global, Module } from '@nestjs/common';
import { CommunityCalendar } from '#kernel/quotas';
import { CommunityFigures } from './community-figures.js';
import { CommunityFiguresQueries } from './community-figures.queries.js';
import { CommunitySettings } from './community-settings.js';
import { SettingsAdministration } from './settings-administration.js';
import { SettingsRepository } from './settings.repository.js';
import { SiteController } from './site.controller.js';
import { SiteTextsRepository } from './site-texts.repository.js';
import { SiteTextsService } from './site-texts.service.js';
import { WalletAvailability } from './wallet-availability.js';

/** Global, because every room has something that a community decides for itself. */
@Global()
@Module({
  controllers: [SiteController],
  providers: [
    CommunityFigures,
    CommunityFiguresQueries,
    CommunitySettings,
    { provide: CommunityCalendar, useExisting: CommunitySettings },
    SettingsAdministration,
    SettingsRepository,
    SiteTextsRepository,
    SiteTextsService,
    WalletAvailability,
  ],
  exports: [
    CommunityCalendar,
    CommunityFigures,
    CommunitySettings,
    SettingsAdministration,
    SiteTextsService,
    WalletAvailability,
  ],
})
export class CommunitySiteModule {}
