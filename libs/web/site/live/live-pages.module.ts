import { Module } from '@nestjs/common';
import { CommentsModule } from '#community/comments';
import { LiveModule } from '#community/live';
import { MessagesModule } from '#community/messages';
import { LiveController } from './live.controller.js';
import { NewsController } from './news.controller.js';

@Module({ imports: [CommentsModule, LiveModule, MessagesModule], controllers: [LiveController, NewsController] })
export class LivePagesModule {}
