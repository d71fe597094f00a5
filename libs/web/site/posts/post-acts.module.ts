import { Module } from '@nestjs/common';
import { PostsModule } from '#community/posts';
import { PostActsController } from './post-acts.controller.js';
import { PostMarksController } from './post-marks.controller.js';
import { PostQuestionsController } from './post-questions.controller.js';
import { ShownPostsModule } from './shown-posts.module.js';

/** What is done with a post from wherever its card stands. */
@Module({
  imports: [PostsModule, ShownPostsModule],
  controllers: [PostActsController, PostMarksController, PostQuestionsController],
})
export class PostActsModule {}
