import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { PostQuoted } from '#community/posts';
import { briefs, messageType } from './message-kinds.js';
import { NoticesService } from './notices.service.js';

@Injectable()
export class NotifyPostQuoted {
  constructor(private readonly notices: NoticesService) {}

  @On(PostQuoted, { task: 'messages.notify-post-quoted', class: 'notify' })
  async handle({ postId, authorId }: PostQuoted): Promise<void> {
    const notice = { type: messageType.post, senderId: authorId, postId, key: `post-quoted:${postId}` };
    await this.notices.tell(notice, (receivers, { quotedAuthor }) => receivers.add([quotedAuthor], briefs.quoted));
  }
}
