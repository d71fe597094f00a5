import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { PostsModule } from '#community/posts';
import { SearchModule } from '#community/search';
import { KeptPages } from './kept-pages.js';
import { MemberPostsController } from './member-posts.controller.js';
import { MemberPostsService } from './member-posts.service.js';
import { PostLists } from './post-lists.js';
import { PostPages } from './post-pages.js';
import { PublicPostsQueries } from './public-posts.queries.js';
import { PublicPostsService } from './public-posts.service.js';
import { SearchPageController } from './search-page.controller.js';
import { SearchPageJson } from './search-page-json.js';
import { SearchPageService } from './search-page.service.js';
import { SharedTimelines } from './shared-timelines.js';
import { TimelinesController } from './timelines.controller.js';
import { TimelinesQueries } from './timelines.queries.js';
import { TimelinesService } from './timelines.service.js';

@Module({
  imports: [MembersModule, PostsModule, SearchModule],
  controllers: [TimelinesController, MemberPostsController, SearchPageController],
  providers: [
    KeptPages,
    TimelinesService,
    MemberPostsService,
    PostLists,
    PostPages,
    PublicPostsQueries,
    PublicPostsService,
    SearchPageJson,
    SearchPageService,
    SharedTimelines,
    TimelinesQueries,
  ],
  exports: [TimelinesService, MemberPostsService, PublicPostsService, SearchPageService],
})
export class TimelinesModule {}
