import { Module } from '@nestjs/common';
import { CommentsModule } from '#community/comments';
import { PostsModule } from '#community/posts';
import { SentForms } from '../compose/sent-forms.js';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { CommentActsController } from './comment-acts.controller.js';
import { CommentAnswers } from './comment-answers.js';
import { PostController } from './post.controller.js';
import { SayController } from './say.controller.js';
import { ShownPost } from './shown-post.js';

@Module({
  imports: [CommentsModule, PostsModule, ShownPostsModule],
  controllers: [PostController, SayController, CommentActsController],
  providers: [CommentAnswers, SentForms, ShownPost],
})
export class PostPagesModule {}
