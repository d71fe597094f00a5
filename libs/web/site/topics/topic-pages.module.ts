import { Module } from '@nestjs/common';
import { TimelinesModule } from '#community/timelines';
import { TopicsModule } from '#community/topics';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { TopicActsController } from './topic-acts.controller.js';
import { TopicPagesController } from './topics.controller.js';

@Module({
  imports: [ShownPostsModule, TimelinesModule, TopicsModule],
  controllers: [TopicPagesController, TopicActsController],
})
export class TopicPagesModule {}
