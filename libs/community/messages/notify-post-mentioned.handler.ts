import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { PostPublished } from '#community/posts';
import { briefs, messageType } from './message-kinds.js';
import { NoticesService } from './notices.service.js';

@Injectable()
export class NotifyPostMentioned {
  constructor(private readonly notices: NoticesService) {}

  @On(PostPublished, { task: 'messages.notify-post-mentioned', class: 'notify' })
  async handle({ postId, authorId, mentionedIds }: PostPublished): Promise<void> {
    const notice = { type: messageType.post, senderId: authorId, postId, key: `post-mentioned:${postId}` };
    await this.notices.tell(notice, (receivers) => receivers.add(mentionedIds, briefs.mentionedInPost));
  }
}
