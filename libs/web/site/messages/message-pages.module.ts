import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { MessagesModule } from '#community/messages';
import { PostsModule } from '#community/posts';
import { MessagePagesController } from './messages.controller.js';
import { NoticeRows } from './notice-rows.js';
import { WhisperPagesController } from './whispers.controller.js';

@Module({
  imports: [MembersModule, MessagesModule, PostsModule],
  controllers: [MessagePagesController, WhisperPagesController],
  providers: [NoticeRows],
})
export class MessagePagesModule {}
