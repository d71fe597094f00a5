import { Module } from '@nestjs/common';
import { CommentsModule } from '#community/comments';
import { PostsModule } from '#community/posts';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { CommentActsController } from './comment-acts.controller.js';
import { PostController } from './post.controller.js';
import { SayController } from './say.controller.js';
import { ShownPost } from './shown-post.js';

@Module({
  imports: [CommentsModule, PostsModule, ShownPostsModule],
  controllers: [PostController, SayController, CommentActsController],
  providers: [ShownPost],
})
export class PostPagesModule {}
