import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { PostsModule } from '#community/posts';
import { SearchModule } from '#community/search';
import { MemberPostsController } from './member-posts.controller.js';
import { MemberPostsService } from './member-posts.service.js';
import { PostLists } from './post-lists.js';
import { PostPages } from './post-pages.js';
import { TimelinesController } from './timelines.controller.js';
import { TimelinesQueries } from './timelines.queries.js';
import { TimelinesService } from './timelines.service.js';

@Module({
  imports: [MembersModule, PostsModule, SearchModule],
  controllers: [TimelinesController, MemberPostsController],
  providers: [TimelinesService, MemberPostsService, PostLists, PostPages, TimelinesQueries],
  exports: [TimelinesService, MemberPostsService],
})
export class TimelinesModule {}
