import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { PostDeleted } from '#community/posts';
import { NoticesService } from './notices.service.js';

@Injectable()
export class NotifyPostRemoved {
  constructor(private readonly notices: NoticesService) {}

  @On(PostDeleted, {
    task: 'messages.notify-post-removed',
    class: 'notify',
    when: ({ authorId, deletedBy }) => deletedBy !== authorId,
  })
  async handle({ postId, authorId }: PostDeleted): Promise<void> {
    await this.notices.tellOfRemoval(authorId, postId);
  }
}
