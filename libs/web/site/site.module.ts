import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CommentsModule } from '#community/comments';
import { PostsModule } from '#community/posts';
import { CommunitySiteModule } from '#community/site';
import { TimelinesModule } from '#community/timelines';
import { TopicsModule } from '#community/topics';
import { WalletModule } from '#community/wallet';
import { AboutController } from './about.controller.js';
import { AssetsController } from './assets.controller.js';
import { IconsController } from './icons.controller.js';
import { InviteController } from './invite.controller.js';
import { PostModels } from './post-models.js';
import { PostController } from './post.controller.js';
import { RefusedPageFilter } from './refused-page.filter.js';
import { SandboxPaymentController } from './sandbox-payment.controller.js';
import { SiteFigures } from './site-figures.js';
import { SitePages } from './site-pages.js';
import { TimelineController } from './timeline.controller.js';

@Module({
  imports: [CommentsModule, CommunitySiteModule, PostsModule, TimelinesModule, TopicsModule, WalletModule],
  controllers: [
    TimelineController,
    PostController,
    AboutController,
    InviteController,
    AssetsController,
    IconsController,
    SandboxPaymentController,
  ],
  providers: [PostModels, SiteFigures, SitePages, { provide: APP_FILTER, useClass: RefusedPageFilter }],
})
export class SiteModule {}
