import { Module } from '@nestjs/common';
import { PostsModule } from '#community/posts';
import { PostModels } from './post-models.js';
import { ShownPosts } from './shown-posts.js';

/** How posts and comments are shown, wherever they stand. */
@Module({ imports: [PostsModule], providers: [PostModels, ShownPosts], exports: [PostModels, ShownPosts] })
export class ShownPostsModule {}
