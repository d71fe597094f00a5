import { Module } from '@nestjs/common';
import { PostsModule } from '#community/posts';
import { MessageCounts } from './message-counts.js';
import { MessageViews } from './message-views.js';
import { MessagesController } from './messages.controller.js';
import { MessagesQueries } from './messages.queries.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';
import { NoticeSubjectsQueries } from './notice-subjects.queries.js';
import { NoticesService } from './notices.service.js';
import { NotifyCommented } from './notify-commented.handler.js';
import { NotifyPostMentioned } from './notify-post-mentioned.handler.js';
import { NotifyReplied } from './notify-replied.handler.js';

@Module({
  imports: [PostsModule],
  controllers: [MessagesController],
  providers: [
    MessageCounts,
    MessagesQueries,
    MessagesRepository,
    MessagesService,
    MessageViews,
    NoticesService,
    NoticeSubjectsQueries,
    NotifyCommented,
    NotifyPostMentioned,
    NotifyReplied,
  ],
  exports: [MessagesService],
})
export class MessagesModule {}
