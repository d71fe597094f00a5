import { Module } from '@nestjs/common';
import { MembersAdministrationController } from './members-administration.controller.js';
import { SettingsController } from './settings.controller.js';
import { SiteAdministrationController } from './site-administration.controller.js';

/** What the administrators of a community do besides what members do. */
@Module({ controllers: [MembersAdministrationController, SettingsController, SiteAdministrationController] })
export class AdministrationModule {}
