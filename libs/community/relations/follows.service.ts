import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import type { Ties } from '#community/members';
import { FollowsRepository } from './follows.repository.js';

@Injectable()
export class FollowsService {
  constructor(private readonly follows: FollowsRepository) {}

  async follow(member: Member, otherId: Id): Promise<void> {
    if (otherId === member.id) throw new AppError('follow.self');
    if (!(await this.follows.add(member.id, otherId))) throw new AppError('member.not-found');
  }

  async unfollow(member: Member, otherId: Id): Promise<void> {
    if (otherId === member.id) throw new AppError('unfollow.self');
    if (!(await this.follows.remove(member.id, otherId))) throw new AppError('member.not-found');
  }

  /** What the viewer is to the author; decides with the visibility of a post. */
  async tiesOf(viewerId: Id, authorId: Id): Promise<Ties> {
    return this.follows.findTies(viewerId, authorId);
  }
}
