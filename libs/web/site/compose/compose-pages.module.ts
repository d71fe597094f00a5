import { Module } from '@nestjs/common';
import { MembersModule } from '#community/members';
import { PostsModule } from '#community/posts';
import { TopicsModule } from '#community/topics';
import { ShownPostsModule } from '../posts/shown-posts.module.js';
import { ComposeController } from './compose.controller.js';
import { ComposeFilesController } from './compose-files.controller.js';
import { EditPostController } from './edit-post.controller.js';
import { NewPosts } from './new-posts.js';
import { OwnPosts } from './own-posts.js';
import { SentForms } from './sent-forms.js';

@Module({
  imports: [MembersModule, PostsModule, TopicsModule, ShownPostsModule],
  controllers: [ComposeController, ComposeFilesController, EditPostController],
  providers: [NewPosts, OwnPosts, SentForms],
})
export class ComposePagesModule {}
