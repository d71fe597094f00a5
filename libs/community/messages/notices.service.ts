import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { PostAccessService } from '#community/posts';
import { MessageCounts } from './message-counts.js';
import { MessagesRepository } from './messages.repository.js';
import { type Notice, Receivers } from './notice.js';
import { NoticeSubjectsRepository, type SubjectAuthors } from './notice-subjects.repository.js';

/** Tells members what others did. Called by tasks, so each call may come again, late, or after all is gone. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly subjects: NoticeSubjectsRepository,
    private readonly posts: PostAccessService,
    private readonly messages: MessagesRepository,
    private readonly counts: MessageCounts,
  ) {}

  /**
   * `choose` says whom, knowing who wrote what; told are those of them who may see the post and want to hear of the
   * sender, once.
   */
  async tell(notice: Notice, choose: (receivers: Receivers, authors: SubjectAuthors) => Receivers): Promise<void> {
    const authors = await this.subjects.findLocked(notice);
    if (!authors) return;
    const receivers = choose(new Receivers(notice.senderId), authors);
    if (!receivers.ids.length) return;
    const readers = await this.posts.listReaders(notice.postId, receivers.ids);
    const told = await this.messages.addNotices(notice, readers, receivers.wordsFor(readers));
    this.counts.forgetLater(told);
  }

  /** Also those of which nobody has heard yet: the post is deleted, so no further one is made. */
  async forget(postId: Id): Promise<void> {
    this.counts.forgetLater(await this.messages.removeNotices(postId));
  }

  /** Tells the author, in the community's own name, that an administrator has deleted their post. */
  async tellOfRemoval(authorId: Id, postId: Id): Promise<void> {
    this.counts.forgetLater(await this.messages.addRemovalNotice(authorId, postId));
  }
}
