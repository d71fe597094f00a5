import { Injectable } from '@nestjs/common';
import { PostAccessService } from '#community/posts';
import { MessageCounts } from './message-counts.js';
import { MessagesRepository } from './messages.repository.js';
import { type Notice, Receivers } from './notice.js';
import { NoticeSubjectsQueries, type SubjectAuthors } from './notice-subjects.queries.js';

/** Tells members what others did. Called by tasks, so each call may come again, late, or after all is gone. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly subjects: NoticeSubjectsQueries,
    private readonly posts: PostAccessService,
    private readonly messages: MessagesRepository,
    private readonly counts: MessageCounts,
  ) {}

  /** `choose` says whom, knowing who wrote what; told are those of them who may see the post now, once. */
  async tell(notice: Notice, choose: (receivers: Receivers, authors: SubjectAuthors) => Receivers): Promise<void> {
    const authors = await this.subjects.findAuthors(notice);
    if (!authors) return;
    const receivers = choose(new Receivers(notice.senderId), authors);
    if (!receivers.ids.length) return;
    const readers = await this.posts.listReaders(notice.postId, receivers.ids);
    const told = await this.messages.addNotices(notice, readers, receivers.wordsFor(readers));
    this.counts.forgetLater(told);
  }
}
