import { Module } from '@nestjs/common';
import { TopicCountsRepository } from './topic-counts.repository.js';
import { TopicCountsService } from './topic-counts.service.js';
import { TopicFollowsRepository } from './topic-follows.repository.js';
import { TopicsController } from './topics.controller.js';
import { TopicsQueries } from './topics.queries.js';
import { TopicsService } from './topics.service.js';
import { TopicCountsReconciler } from './topic-counts.reconciler.js';

@Module({
  controllers: [TopicsController],
  providers: [
    TopicsService,
    TopicsQueries,
    TopicFollowsRepository,
    TopicCountsService,
    TopicCountsReconciler,
    TopicCountsRepository,
  ],
  exports: [TopicsService, TopicCountsService],
})
export class TopicsModule {}
