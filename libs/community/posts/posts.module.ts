import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { RelationsModule } from '#community/relations';
import { TopicsModule } from '#community/topics';
import { BlockViews } from './block-views.js';
import { CountPostTopics } from './count-post-topics.handler.js';
import { PostAllowance } from './post-allowance.repository.js';
import { PostAccessService } from './post-access.service.js';
import { PostCards } from './post-cards.js';
import { PostCardsQueries } from './post-cards.queries.js';
import { PostCommentsService } from './post-comments.service.js';
import { PostEditsController } from './post-edits.controller.js';
import { PostEditsRepository } from './post-edits.repository.js';
import { PostEditsService } from './post-edits.service.js';
import { PostFavoursController } from './post-favours.controller.js';
import { PostFavoursRepository } from './post-favours.repository.js';
import { PostFavoursService } from './post-favours.service.js';
import { PostMarksController } from './post-marks.controller.js';
import { PostMarksRepository } from './post-marks.repository.js';
import { PostMarksService } from './post-marks.service.js';
import { PostNews } from './post-news.js';
import { PostPublishingService } from './post-publishing.service.js';
import { PostQuotes } from './post-quotes.js';
import { PostRemovalRepository } from './post-removal.repository.js';
import { PostRemovalService } from './post-removal.service.js';
import { PostRepostsService } from './post-reposts.service.js';
import { PostStarsQueries } from './post-stars.queries.js';
import { PostStarsService } from './post-stars.service.js';
import { PostTotals } from './post-totals.js';
import { PostViews } from './post-views.js';
import { PostsController } from './posts.controller.js';
import { PostsQueries } from './posts.queries.js';
import { PostsRepository } from './posts.repository.js';
import { PurgeDeletedPosts } from './purge-deleted-posts.handler.js';
import { PostsService } from './posts.service.js';
import {
  PostCountsReconciler,
  PostPlacesReconciler,
  PostSharesReconciler,
  PostTopicsReconciler,
} from './posts.reconcilers.js';
import { PostReconciliationRepository } from './post-reconciliation.repository.js';

/** For the rooms above this one. */
const shared = [
  PostsService,
  PostEditsService,
  PostRemovalService,
  PostMarksService,
  PostRepostsService,
  PostFavoursService,
  PostAccessService,
  PostCards,
  PostCardsQueries,
  PostCommentsService,
  PostQuotes,
  PostStarsService,
  PostTotals,
  PostViews,
  BlockViews,
];

@Module({
  imports: [MembersModule, RelationsModule, TopicsModule],
  controllers: [PostsController, PostEditsController, PostMarksController, PostFavoursController],
  providers: [
    ...shared,
    PostsRepository,
    PostsQueries,
    PostPublishingService,
    PostEditsRepository,
    PostMarksRepository,
    PostStarsQueries,
    PostRemovalRepository,
    PostFavoursRepository,
    PostAllowance,
    PostNews,
    PostCountsReconciler,
    PostPlacesReconciler,
    PostReconciliationRepository,
    PostSharesReconciler,
    PostTopicsReconciler,
    CountPostTopics,
    PurgeDeletedPosts,
  ],
  exports: shared,
})
export class PostsModule {}
