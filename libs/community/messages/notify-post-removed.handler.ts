import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { PostDeleted } from '#community/posts';
import { NoticesService } from './notices.service.js';

@Injectable()
export class NotifyPostRemoved {
  constructor(private readonly notices: NoticesService) {}

  @On(PostDeleted, { task: 'messages.notify-post-removed', class: 'notify' })
  async handle({ postId, authorId, deletedBy }: PostDeleted): Promise<void> {
    if (deletedBy !== authorId) await this.notices.tellOfRemoval(authorId, postId);
  }
}
