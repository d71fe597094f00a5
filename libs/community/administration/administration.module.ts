import { Module } from '@nestjs/common';
import { MembersAdministrationController } from './members-administration.controller.js';
import { MembersAdministrationQueries } from './members-administration.queries.js';
import { MembersAdministrationService } from './members-administration.service.js';
import { SettingsController } from './settings.controller.js';
import { SiteAdministrationController } from './site-administration.controller.js';

/** What the administrators of a community do besides what members do. */
@Module({
  controllers: [MembersAdministrationController, SettingsController, SiteAdministrationController],
  providers: [MembersAdministrationQueries, MembersAdministrationService],
  exports: [MembersAdministrationService],
})
export class AdministrationModule {}
