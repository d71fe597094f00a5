import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { CommentPublished } from '#community/comments';
import { briefs, messageType } from './message-kinds.js';
import { NoticesService } from './notices.service.js';

@Injectable()
export class NotifyCommented {
  constructor(private readonly notices: NoticesService) {}

  @On(CommentPublished, {
    task: 'messages.notify-commented',
    class: 'notify',
    when: ({ authorId, postAuthorId, mentionedIds }) => authorId !== postAuthorId || mentionedIds.length > 0,
  })
  async handle({ commentId, postId, authorId, mentionedIds }: CommentPublished): Promise<void> {
    const notice = { type: messageType.comment, senderId: authorId, postId, commentId, key: `commented:${commentId}` };
    await this.notices.tell(notice, (receivers, { postAuthor }) =>
      receivers.add([postAuthor], briefs.commented).add(mentionedIds, briefs.mentionedInComment),
    );
  }
}
