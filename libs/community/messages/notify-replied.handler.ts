import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { ReplyPublished } from '#community/comments';
import { briefs, messageType } from './message-kinds.js';
import { NoticesService } from './notices.service.js';

@Injectable()
export class NotifyReplied {
  constructor(private readonly notices: NoticesService) {}

  @On(ReplyPublished, { task: 'messages.notify-replied', class: 'notify' })
  async handle({ replyId, commentId, postId, authorId, atMemberId }: ReplyPublished): Promise<void> {
    const about = { postId, commentId, replyId };
    const notice = { type: messageType.reply, senderId: authorId, ...about, key: `replied:${replyId}` };
    await this.notices.tell(notice, (receivers, { commentAuthor, postAuthor }) =>
      receivers
        .add([commentAuthor], briefs.replied)
        .add([postAuthor], briefs.repliedUnderPost)
        .add([atMemberId], briefs.mentionedInReply),
    );
  }
}
