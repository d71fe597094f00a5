import { Module } from '@nestjs/common';
import { declareEntities } from '#kernel/database';
import { MembersModule } from '#community/members';
import { RelationsModule } from '#community/relations';
import { BlockViews } from './block-views.js';
import { PostAccessService } from './post-access.service.js';
import { PostCommentsService } from './post-comments.service.js';
import { Post } from './post.entity.js';
import { PostQuotes } from './post-quotes.js';
import { PostStar } from './post-star.entity.js';
import { PostStarsController } from './post-stars.controller.js';
import { PostStarsRepository } from './post-stars.repository.js';
import { PostStarsService } from './post-stars.service.js';
import { PostTotals } from './post-totals.js';
import { PostViews } from './post-views.js';
import { PostsController } from './posts.controller.js';
import { PostsQueries } from './posts.queries.js';
import { PostsRepository } from './posts.repository.js';
import { PostsService } from './posts.service.js';

declareEntities(Post, PostStar);

@Module({
  imports: [MembersModule, RelationsModule],
  controllers: [PostsController, PostStarsController],
  providers: [
    PostsService,
    PostsRepository,
    PostsQueries,
    PostAccessService,
    PostCommentsService,
    PostQuotes,
    PostStarsService,
    PostStarsRepository,
    PostTotals,
    PostViews,
    BlockViews,
  ],
  exports: [
    PostsService,
    PostStarsService,
    PostAccessService,
    PostCommentsService,
    PostQuotes,
    PostTotals,
    PostViews,
    BlockViews,
  ],
})
export class PostsModule {}
