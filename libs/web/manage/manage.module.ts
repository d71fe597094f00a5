import { Module } from '@nestjs/common';
import { AdministrationModule } from '#community/administration';
import { IdentityModule } from '#community/identity';
import { MediaModule } from '#community/media';
import { ShellModule } from '#web/shell';
import { DeskLookController } from './look.controller.js';
import { DeskMembersController } from './members.controller.js';
import { OverviewController } from './overview.controller.js';
import { OwnLogo } from './own-logo.js';
import { SettingForms } from './setting-forms.js';
import { DeskSettingsController } from './settings.controller.js';
import { DeskTextsController } from './site-texts.controller.js';

/** The desk of a community's owner. */
@Module({
  imports: [AdministrationModule, IdentityModule, MediaModule, ShellModule],
  controllers: [
    OverviewController,
    DeskLookController,
    DeskTextsController,
    DeskSettingsController,
    DeskMembersController,
  ],
  providers: [OwnLogo, SettingForms],
})
export class ManageModule {}
