import { Global, Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { AvatarsController } from './avatars.controller.js';
import { AvatarsService } from './avatars.service.js';
import { MediaAccess } from './serving/media-access.js';
import { MediaController } from './serving/media.controller.js';
import { MediaLinks } from './serving/media-links.js';
import { MediaObjectsRepository } from './media-objects.repository.js';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';
import { MediaUsageRepository } from './media-usage.repository.js';
import {
  AbandonedFilesReconciler,
  AvatarFilesReconciler,
  CommentFilesReconciler,
  PostFilesReconciler,
  StrayUsesReconciler,
} from './upkeep/media.reconcilers.js';
import { PendingFilesReconciler, UsageReconciler } from './upkeep/accounts.reconcilers.js';
import { MediaAccountsRepository } from './upkeep/media-accounts.repository.js';
import { MediaReconciliationRepository } from './upkeep/media-reconciliation.repository.js';
import { MemberMediaService } from './upkeep/member-media.service.js';
import { Pictures } from './uploads/pictures.js';
import { RemoveAbandonedMedia } from './upkeep/remove-abandoned-media.handler.js';
import { RemoveMediaBytes } from './upkeep/remove-media-bytes.handler.js';
import { RemoveUnusedMedia } from './upkeep/remove-unused-media.handler.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { UploadsService } from './uploads/uploads.service.js';

@Global()
@Module({
  imports: [MembersModule],
  controllers: [MediaController, UploadsController, AvatarsController],
  providers: [
    MediaObjectsService,
    MediaObjectsRepository,
    MediaUrls,
    MediaLinks,
    MediaAccess,
    Pictures,
    UploadsService,
    AvatarsService,
    AbandonedFilesReconciler,
    AvatarFilesReconciler,
    CommentFilesReconciler,
    MediaAccountsRepository,
    MediaReconciliationRepository,
    MemberMediaService,
    MediaUsageRepository,
    PendingFilesReconciler,
    PostFilesReconciler,
    StrayUsesReconciler,
    UsageReconciler,
    RemoveAbandonedMedia,
    RemoveUnusedMedia,
    RemoveMediaBytes,
  ],
  exports: [MediaObjectsService, MediaUrls, MemberMediaService],
})
export class MediaModule {}
