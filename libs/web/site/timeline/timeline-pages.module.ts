import { Module } from '@nestjs/common';
import { TimelinesModule } from '#community/timelines';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { TimelineController } from './timeline.controller.js';

@Module({ imports: [ShownPostsModule, TimelinesModule], controllers: [TimelineController] })
export class TimelinePagesModule {}
