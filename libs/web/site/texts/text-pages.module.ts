import { Module } from '@nestjs/common';
import { AdministrationModule } from '#community/administration';
import { SiteTextsController } from './site-texts.controller.js';

@Module({ imports: [AdministrationModule], controllers: [SiteTextsController] })
export class TextPagesModule {}
