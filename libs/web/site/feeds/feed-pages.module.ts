import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { TimelinesModule } from '#community/timelines';
import { TopicsModule } from '#community/topics';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { FeedsController } from './feeds.controller.js';
import { RobotsController } from './robots.controller.js';

/** What programs read of a community. */
@Module({
  imports: [MembersModule, ShownPostsModule, TimelinesModule, TopicsModule],
  controllers: [FeedsController, RobotsController],
})
export class FeedPagesModule {}
