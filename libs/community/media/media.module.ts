import { Global, Module } from '@nestjs/common';
import { MediaController } from './media.controller.js';
import { MediaUrls } from './media-urls.js';

@Global()
@Module({ controllers: [MediaController], providers: [MediaUrls], exports: [MediaUrls] })
export class MediaModule {}
