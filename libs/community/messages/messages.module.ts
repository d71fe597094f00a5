import { Module } from '@nestjs/common';
import { PostsModule } from '#community/posts';
import { RelationsModule } from '#community/relations';
import { ConversationsService } from './conversations.service.js';
import { ForgetPostNotices } from './forget-post-notices.handler.js';
import { FriendAnswersService } from './friend-answers.service.js';
import { FriendNoticesRepository } from './friend-notices.repository.js';
import { MessageCards } from './message-cards.js';
import { MessageCounts } from './message-counts.js';
import { MessageViews } from './message-views.js';
import { MessagesController } from './messages.controller.js';
import { MessagesQueries } from './messages.queries.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';
import { NoticeSubjectsRepository } from './notice-subjects.repository.js';
import { NoticesService } from './notices.service.js';
import { NotifyCommented } from './notify-commented.handler.js';
import { NotifyFriendRequested } from './notify-friend-requested.handler.js';
import { NotifyPostMentioned } from './notify-post-mentioned.handler.js';
import { NotifyPostQuoted } from './notify-post-quoted.handler.js';
import { NotifyPostRemoved } from './notify-post-removed.handler.js';
import { NotifyReplied } from './notify-replied.handler.js';
import { ShowFriendAnswer } from './show-friend-answer.handler.js';
import { WhispersController } from './whispers.controller.js';
import { WhispersQueries } from './whispers.queries.js';
import { WhispersRepository } from './whispers.repository.js';
import { WhispersService } from './whispers.service.js';
import { MissingNoticesRepository } from './missing-notices-reconciliation.repository.js';
import {
  AstrayNoticesReconciler,
  CommentNoticesReconciler,
  QuoteNoticesReconciler,
  RequestNoticesReconciler,
  StaleNoticesReconciler,
} from './messages.reconcilers.js';
import { RequestNoticesRepository } from './request-notices-reconciliation.repository.js';
import { WrongNoticesRepository } from './wrong-notices-reconciliation.repository.js';
import { TellQuotaNearlyUsed } from './tell-quota-nearly-used.handler.js';

@Module({
  imports: [PostsModule, RelationsModule],
  controllers: [MessagesController, WhispersController],
  providers: [
    AstrayNoticesReconciler,
    CommentNoticesReconciler,
    MissingNoticesRepository,
    QuoteNoticesReconciler,
    RequestNoticesReconciler,
    RequestNoticesRepository,
    StaleNoticesReconciler,
    WrongNoticesRepository,
    ConversationsService,
    ForgetPostNotices,
    FriendAnswersService,
    FriendNoticesRepository,
    MessageCards,
    MessageCounts,
    MessagesQueries,
    MessagesRepository,
    MessagesService,
    MessageViews,
    NoticesService,
    NoticeSubjectsRepository,
    NotifyCommented,
    NotifyFriendRequested,
    NotifyPostMentioned,
    NotifyPostQuoted,
    NotifyPostRemoved,
    TellQuotaNearlyUsed,
    NotifyReplied,
    ShowFriendAnswer,
    WhispersQueries,
    WhispersRepository,
    WhispersService,
  ],
  exports: [ConversationsService, FriendAnswersService, MessageCards, MessagesService, WhispersService],
})
export class MessagesModule {}
