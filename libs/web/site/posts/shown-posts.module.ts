import { Module } from '@nestjs/common';
import { PostsModule } from '#community/posts';
import { PostAnswers } from './post-answers.js';
import { PostModels } from './post-models.js';
import { ShownPosts } from './shown-posts.js';

/** How posts and comments are shown, wherever they stand. */
@Module({
  imports: [PostsModule],
  providers: [PostAnswers, PostModels, ShownPosts],
  exports: [PostAnswers, PostModels, ShownPosts],
})
export class ShownPostsModule {}
