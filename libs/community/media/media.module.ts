import { Global, Module } from '@nestjs/common';
import { MediaController } from './media.controller.js';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';

@Global()
@Module({
  controllers: [MediaController],
  providers: [MediaObjectsService, MediaUrls],
  exports: [MediaObjectsService, MediaUrls],
})
export class MediaModule {}
