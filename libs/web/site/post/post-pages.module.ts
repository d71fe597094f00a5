import { Module } from '@nestjs/common';
import { CommentsModule } from '#community/comments';
import { PostsModule } from '#community/posts';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { PostController } from './post.controller.js';

@Module({ imports: [CommentsModule, PostsModule, ShownPostsModule], controllers: [PostController] })
export class PostPagesModule {}
