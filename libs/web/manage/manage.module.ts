import { Module } from '@nestjs/common';
import { AdministrationModule } from '#community/administration';
import { IdentityModule } from '#community/identity';
import { MediaModule } from '#community/media';
import { OwnersModule } from '#platform/owners';
import { ShellModule } from '#web/shell';
import { DeskDecisionsController } from './decisions.controller.js';
import { DeskDomainsController } from './domains.controller.js';
import { DeskTopicsController } from './desk-topics.controller.js';
import { DeskLookController } from './look.controller.js';
import { DeskMembersController } from './members.controller.js';
import { OverviewController } from './overview.controller.js';
import { OwnLogo } from './own-logo.js';
import { OwnerLinksController } from './owner-links.controller.js';
import { OwnerOfferController } from './owner-offer.controller.js';
import { DeskOwnershipController } from './ownership.controller.js';
import { DeskPeopleController } from './people.controller.js';
import { SettingForms } from './setting-forms.js';
import { DeskSettingsController } from './settings.controller.js';
import { DeskShadesController } from './shades.controller.js';
import { DeskTextsController } from './site-texts.controller.js';
import { DeskSupportController } from './support.controller.js';
import { SupportEntranceController } from './support-entrance.controller.js';
import { DeskUsageController } from './usage.controller.js';

/** The desk of a community's owner. */
@Module({
  imports: [AdministrationModule, IdentityModule, MediaModule, OwnersModule, ShellModule],
  controllers: [
    OverviewController,
    DeskLookController,
    DeskTextsController,
    DeskSettingsController,
    DeskMembersController,
    DeskDecisionsController,
    DeskPeopleController,
    DeskTopicsController,
    DeskDomainsController,
    DeskShadesController,
    DeskOwnershipController,
    OwnerLinksController,
    OwnerOfferController,
    DeskSupportController,
    SupportEntranceController,
    DeskUsageController,
  ],
  providers: [OwnLogo, SettingForms],
})
export class ManageModule {}
