import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { FriendRequestAnswered } from '#community/relations';
import { FriendNoticesRepository } from './friend-notices.repository.js';
import { MessageCounts } from './message-counts.js';

@Injectable()
export class ShowFriendAnswer {
  constructor(
    private readonly notices: FriendNoticesRepository,
    private readonly counts: MessageCounts,
  ) {}

  /** Shows what the requests between the two say now, in both directions. */
  @On(FriendRequestAnswered, {
    task: 'messages.show-friend-answer',
    class: 'notify',
    key: ({ memberId, otherId }) => `${Math.min(memberId, otherId)}:${Math.max(memberId, otherId)}`,
  })
  async handle({ memberId, otherId }: FriendRequestAnswered): Promise<void> {
    this.counts.forgetLater(await this.notices.showAnswer(memberId, otherId));
  }
}
