import { Global, Module } from '@nestjs/common';
import { Arrivals } from '#kernel/objects';
import { SpaceUsage } from '#kernel/tenancy';
import { MembersModule } from '#community/members';
import { AvatarsController } from './avatars.controller.js';
import { AvatarsService } from './avatars.service.js';
import { IconsRepository } from './icons/icons.repository.js';
import { SiteIcons } from './icons/site-icons.js';
import { MediaAccess } from './serving/media-access.js';
import { MediaController, MediaHostController } from './serving/media.controller.js';
import { MediaLinks } from './serving/media-links.js';
import { MediaReading } from './serving/media-reading.js';
import { PublicPictures } from './serving/public-pictures.js';
import { ServedFiles } from './serving/served-files.js';
import { ServedFilesQueries } from './serving/served-files.queries.js';
import { SignedPaths } from './serving/signed-paths.js';
import { MediaBytes } from './media-bytes.js';
import { MediaObjectsRepository } from './media-objects.repository.js';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';
import { MediaUsageRepository } from './media-usage.repository.js';
import { SitePicturesService } from './site-pictures.service.js';
import {
  AbandonedFilesReconciler,
  AvatarFilesReconciler,
  CommentFilesReconciler,
  PostFilesReconciler,
  SiteFilesReconciler,
  StrayUsesReconciler,
} from './upkeep/media.reconcilers.js';
import { CheckStore } from './upkeep/check-store.handler.js';
import { PendingFilesReconciler, UsageReconciler } from './upkeep/accounts.reconcilers.js';
import { MediaAccountsRepository } from './upkeep/media-accounts.repository.js';
import { MediaRoom } from './upkeep/media-room.js';
import { MediaSpaceQueries } from './upkeep/media-space.queries.js';
import { MediaReconciliationRepository } from './upkeep/media-reconciliation.repository.js';
import { StoreCheckRepository } from './upkeep/store-check.repository.js';
import { StoreCheckService } from './upkeep/store-check.service.js';
import { MemberMediaService } from './upkeep/member-media.service.js';
import { FilmTools } from './processing/film-tools.js';
import { MediaMaker } from './processing/media-maker.js';
import { MediaStatesController } from './processing/media-states.controller.js';
import { MediaStatesQueries } from './processing/media-states.queries.js';
import { ProcessMedia } from './processing/process-media.handler.js';
import { ProcessingRepository } from './processing/processing.repository.js';
import { ShownCommentFilesReconciler, ShownPostFilesReconciler } from './processing/shown-files.reconcilers.js';
import { ShownFilesRepository } from './processing/shown-files.repository.js';
import { PartBuffers } from './resumable/part-buffers.js';
import { ResumableUploadsController } from './resumable/resumable-uploads.controller.js';
import { ResumableUploadsRepository } from './resumable/resumable-uploads.repository.js';
import { ResumableUploadsService } from './resumable/resumable-uploads.service.js';
import { TusExchange } from './resumable/tus-exchange.js';
import { UploadLeases } from './resumable/upload-leases.js';
import { UploadPieces } from './resumable/upload-pieces.js';
import { RemoveAbandonedMedia } from './upkeep/remove-abandoned-media.handler.js';
import { RemoveMediaBytes } from './upkeep/remove-media-bytes.handler.js';
import { RemoveUnusedMedia } from './upkeep/remove-unused-media.handler.js';
import { DirectUploadsController } from './uploads/direct-uploads.controller.js';
import { DirectUploadsService } from './uploads/direct-uploads.service.js';
import { MediaArrivalsQueries } from './uploads/media-arrivals.queries.js';
import { MediaUploadsRepository } from './uploads/media-uploads.repository.js';
import { OwnFilesController } from './uploads/own-files.controller.js';
import { OwnFilesService } from './uploads/own-files.service.js';
import { UploadClaims } from './uploads/upload-claims.js';
import { UploadIntake } from './uploads/upload-intake.js';
import { UploadPatience } from './uploads/upload-patience.js';
import { UploadRoom } from './uploads/upload-room.js';
import { UploadViews } from './uploads/upload-views.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { UploadsService } from './uploads/uploads.service.js';

@Global()
@Module({
  imports: [MembersModule],
  controllers: [
    MediaController,
    MediaHostController,
    UploadsController,
    DirectUploadsController,
    OwnFilesController,
    AvatarsController,
    MediaStatesController,
    ResumableUploadsController,
  ],
  providers: [
    MediaObjectsService,
    MediaObjectsRepository,
    MediaUrls,
    MediaBytes,
    MediaLinks,
    MediaAccess,
    MediaReading,
    PublicPictures,
    ServedFiles,
    ServedFilesQueries,
    SignedPaths,
    { provide: Arrivals, useClass: MediaArrivalsQueries },
    DirectUploadsService,
    MediaUploadsRepository,
    OwnFilesService,
    UploadClaims,
    UploadIntake,
    UploadPatience,
    UploadRoom,
    UploadViews,
    UploadsService,
    AvatarsService,
    AbandonedFilesReconciler,
    AvatarFilesReconciler,
    CommentFilesReconciler,
    CheckStore,
    MediaAccountsRepository,
    MediaReconciliationRepository,
    { provide: SpaceUsage, useClass: MediaSpaceQueries },
    MediaRoom,
    MemberMediaService,
    MediaUsageRepository,
    PendingFilesReconciler,
    PostFilesReconciler,
    SiteFilesReconciler,
    StoreCheckRepository,
    StoreCheckService,
    StrayUsesReconciler,
    UsageReconciler,
    IconsRepository,
    SiteIcons,
    SitePicturesService,
    FilmTools,
    MediaMaker,
    MediaStatesQueries,
    ProcessMedia,
    ProcessingRepository,
    ShownCommentFilesReconciler,
    ShownFilesRepository,
    ShownPostFilesReconciler,
    PartBuffers,
    ResumableUploadsRepository,
    ResumableUploadsService,
    TusExchange,
    UploadLeases,
    UploadPieces,
    RemoveAbandonedMedia,
    RemoveUnusedMedia,
    RemoveMediaBytes,
  ],
  exports: [
    Arrivals,
    AvatarsService,
    MediaObjectsService,
    MediaUrls,
    MemberMediaService,
    PublicPictures,
    SiteIcons,
    SitePicturesService,
    SpaceUsage,
    UploadsService,
  ],
})
export class MediaModule {}
