import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { PostEdited, PostPublished } from '#community/posts';
import { briefs, messageType } from './message-kinds.js';
import { NoticesService } from './notices.service.js';

@Injectable()
export class NotifyPostMentioned {
  constructor(private readonly notices: NoticesService) {}

  /** Whom an edit names anew is told; whoever has been told already is not told again. */
  @On([PostPublished, PostEdited], {
    task: 'messages.notify-post-mentioned',
    class: 'notify',
    when: ({ mentionedIds }) => mentionedIds.length > 0,
  })
  async handle({ postId, authorId, mentionedIds }: PostPublished | PostEdited): Promise<void> {
    const notice = { type: messageType.post, senderId: authorId, postId, key: `post-mentioned:${postId}` };
    await this.notices.tell(notice, (receivers) => receivers.add(mentionedIds, briefs.mentionedInPost));
  }
}
