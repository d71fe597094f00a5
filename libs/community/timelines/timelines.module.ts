import { Module } from '@nestjs/common';
import { PostsModule } from '#community/posts';
import { TimelinesController } from './timelines.controller.js';
import { TimelinesQueries } from './timelines.queries.js';
import { TimelinesService } from './timelines.service.js';

@Module({
  imports: [PostsModule],
  controllers: [TimelinesController],
  providers: [TimelinesService, TimelinesQueries],
  exports: [TimelinesService],
})
export class TimelinesModule {}
