import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { FriendRequested } from '#community/relations';
import { FriendNoticesRepository } from './friend-notices.repository.js';
import { MessageCounts } from './message-counts.js';

@Injectable()
export class NotifyFriendRequested {
  constructor(
    private readonly notices: FriendNoticesRepository,
    private readonly counts: MessageCounts,
  ) {}

  @On(FriendRequested, { task: 'messages.notify-friend-requested', class: 'notify' })
  async handle({ requesterId, targetId, round }: FriendRequested): Promise<void> {
    this.counts.forgetLater(await this.notices.add(requesterId, targetId, round));
  }
}
