import { Module } from '@nestjs/common';
import { declareEntities } from '#kernel/database';
import { MembersModule } from '#community/members';
import { PostsModule } from '#community/posts';
import { CommentAdditionsService } from './comment-additions.service.js';
import { CommentHighlightsController } from './comment-highlights.controller.js';
import { CommentHighlightsService } from './comment-highlights.service.js';
import { CommentRemovalsService } from './comment-removals.service.js';
import { CommentViews } from './comment-views.js';
import { CommentVotesController } from './comment-votes.controller.js';
import { CommentVotesRepository } from './comment-votes.repository.js';
import { CommentVotesService } from './comment-votes.service.js';
import { Comment } from './comment.entity.js';
import { CommentsController } from './comments.controller.js';
import { CommentsQueries } from './comments.queries.js';
import { CommentsRepository } from './comments.repository.js';
import { PurgeDeletedComments } from './purge-deleted-comments.handler.js';
import { CommentsService } from './comments.service.js';
import { RepliesController } from './replies.controller.js';
import { RepliesService } from './replies.service.js';
import { CommentCountsReconciler } from './comment-counts.reconciler.js';

declareEntities(Comment);

@Module({
  imports: [MembersModule, PostsModule],
  controllers: [CommentsController, RepliesController, CommentVotesController, CommentHighlightsController],
  providers: [
    CommentsService,
    RepliesService,
    CommentAdditionsService,
    CommentRemovalsService,
    CommentHighlightsService,
    CommentVotesService,
    CommentsRepository,
    CommentVotesRepository,
    CommentsQueries,
    CommentCountsReconciler,
    CommentViews,
    PurgeDeletedComments,
  ],
  exports: [CommentsService, RepliesService, CommentVotesService, CommentHighlightsService, CommentRemovalsService],
})
export class CommentsModule {}
