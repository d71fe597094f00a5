import { Module } from '@nestjs/common';
import { SettingsController } from './settings.controller.js';

/** What the administrators of a community do besides what members do. */
@Module({ controllers: [SettingsController] })
export class AdministrationModule {}
