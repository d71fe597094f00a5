import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { RelationsModule } from '#community/relations';
import { CommunitySiteModule } from '#community/site';
import { AccountPagesModule } from '../account/account-pages.module.js';
import { AccountSettingsController } from './account-settings.controller.js';
import { KeptAwayController } from './kept-away.controller.js';
import { LookSettingsController } from './look-settings.controller.js';
import { ProfileSettingsController } from './profile-settings.controller.js';
import { SessionsSettingsController } from './sessions-settings.controller.js';

@Module({
  imports: [AccountPagesModule, CommunitySiteModule, MembersModule, RelationsModule],
  controllers: [
    AccountSettingsController,
    KeptAwayController,
    LookSettingsController,
    ProfileSettingsController,
    SessionsSettingsController,
  ],
})
export class SettingsPagesModule {}
