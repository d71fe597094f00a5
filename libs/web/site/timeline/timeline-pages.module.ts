import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { RelationsModule } from '#community/relations';
import { TimelinesModule } from '#community/timelines';
import { TopicsModule } from '#community/topics';
import { PostActsModule } from '../posts/post-acts.module.js';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { KeptController } from './kept.controller.js';
import { NewerController } from './newer.controller.js';
import { TimelineController } from './timeline.controller.js';

@Module({
  imports: [MembersModule, PostActsModule, RelationsModule, ShownPostsModule, TimelinesModule, TopicsModule],
  controllers: [KeptController, NewerController, TimelineController],
})
export class TimelinePagesModule {}
