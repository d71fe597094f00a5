import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { PostDeleted } from '#community/posts';
import { NoticesService } from './notices.service.js';

@Injectable()
export class ForgetPostNotices {
  constructor(private readonly notices: NoticesService) {}

  @On(PostDeleted, { task: 'messages.forget-post-notices', class: 'maintenance' })
  async handle({ postId }: PostDeleted): Promise<void> {
    await this.notices.forget(postId);
  }
}
