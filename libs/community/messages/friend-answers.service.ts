import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { FriendshipsService } from '#community/relations';
import { FriendNoticesRepository } from './friend-notices.repository.js';
import { MessageCounts } from './message-counts.js';
import { MessagesRepository } from './messages.repository.js';

/** Friend requests, answered where the member reads of them: the message is read then, and shows the answer at once. */
@Injectable()
export class FriendAnswersService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly friendships: FriendshipsService,
    private readonly notices: FriendNoticesRepository,
    private readonly messages: MessagesRepository,
    private readonly counts: MessageCounts,
  ) {}

  async accept(member: Member, messageId: Id): Promise<void> {
    await this.answer(member, messageId, (askerId) => this.friendships.accept(member, askerId));
  }

  async refuse(member: Member, messageId: Id): Promise<void> {
    await this.answer(member, messageId, (askerId) => this.friendships.refuse(member, askerId));
  }

  private async answer(member: Member, messageId: Id, work: (askerId: Id) => Promise<void>): Promise<void> {
    const askerId = await this.messages.findAsker(member.id, messageId);
    if (askerId === null) throw new AppError('message.not-found');
    await this.db.transaction(async () => {
      await work(askerId);
      await this.messages.markRead(member.id, messageId);
      const gone = await this.notices.showAnswer(member.id, askerId);
      this.counts.forgetLater([member.id, ...gone]);
    });
  }
}
