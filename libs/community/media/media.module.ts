import { Global, Module } from '@nestjs/common';
import { MediaController } from './media.controller.js';
import { MediaObjectsRepository } from './media-objects.repository.js';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';
import { RemoveMediaBytes } from './remove-media-bytes.handler.js';
import { RemoveUnusedMedia } from './remove-unused-media.handler.js';

@Global()
@Module({
  controllers: [MediaController],
  providers: [MediaObjectsService, MediaObjectsRepository, MediaUrls, RemoveUnusedMedia, RemoveMediaBytes],
  exports: [MediaObjectsService, MediaUrls],
})
export class MediaModule {}
