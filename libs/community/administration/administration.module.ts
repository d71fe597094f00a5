import { Module } from '@nestjs/common';
import { SettingsController } from './settings.controller.js';
import { SiteAdministrationController } from './site-administration.controller.js';

/** What the administrators of a community do besides what members do. */
@Module({ controllers: [SettingsController, SiteAdministrationController] })
export class AdministrationModule {}
