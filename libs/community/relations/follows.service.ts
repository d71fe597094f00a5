import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member } from '#community/identity';
import { FollowsRepository } from './follows.repository.js';
import { FollowersCounted } from './relations.events.js';

/** Nobody reads more, and each of them is asked for whenever the own timeline is. */
export const mostFollows = 5_000;

@Injectable()
export class FollowsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly follows: FollowsRepository,
    private readonly outbox: Outbox,
  ) {}

  async follow(member: Member, otherId: Id): Promise<void> {
    if (otherId === member.id) throw new AppError('follow.self');
    await this.db.transaction(async () => {
      const { otherExists, isFollowing, isBlocked, followCount } = await this.follows.getLocked(member.id, otherId);
      if (!otherExists) throw new AppError('member.not-found');
      if (isBlocked) throw new AppError('relation.blocked');
      if (isFollowing) return;
      if (followCount >= mostFollows) {
        throw new AppError('request.too-many', {}, `A member can follow ${mostFollows} others at most.`);
      }
      await this.follows.add(member.id, otherId);
      this.outbox.add(new FollowersCounted(otherId));
    });
  }

  async unfollow(member: Member, otherId: Id): Promise<void> {
    if (otherId === member.id) throw new AppError('unfollow.self');
    await this.db.transaction(async () => {
      const { otherExists, isFollowing } = await this.follows.getLocked(member.id, otherId);
      if (!otherExists) throw new AppError('member.not-found');
      if (!isFollowing) return;
      await this.follows.remove(member.id, otherId);
      this.outbox.add(new FollowersCounted(otherId));
    });
  }
}
