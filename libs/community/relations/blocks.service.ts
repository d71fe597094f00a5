import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member } from '#community/identity';
import { type Barrier, BlocksRepository } from './blocks.repository.js';
import { FollowersCounted, FriendRequestAnswered } from './relations.events.js';

/** Of each kind: every list of posts that the member reads asks for all of them. */
export const mostBarriers = 1_000;

@Injectable()
export class BlocksService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly blocks: BlocksRepository,
    private readonly outbox: Outbox,
  ) {}

  /** From now on neither sees the other, and nothing is left of what they were to each other. */
  async block(member: Member, otherId: Id): Promise<void> {
    await this.put('block', member, otherId, async () => {
      const [{ wasAsked, followedIds }] = await Promise.all([
        this.blocks.endTies(member.id, otherId),
        this.blocks.add('block', member.id, otherId),
      ]);
      for (const id of followedIds) this.outbox.add(new FollowersCounted(id));
      if (wasAsked) this.outbox.add(new FriendRequestAnswered(member.id, otherId));
    });
  }

  /** What they write is left out of the member's lists; they are not told. */
  async mute(member: Member, otherId: Id): Promise<void> {
    await this.put('mute', member, otherId, async () => this.blocks.add('mute', member.id, otherId));
  }

  /** What a block has ended does not come back with its end. */
  async remove(kind: Barrier, member: Member, otherId: Id): Promise<void> {
    refuseSelf(member, otherId);
    await this.db.transaction(async () => {
      const { otherExists, isThere } = await this.blocks.getLocked(kind, member.id, otherId);
      if (!otherExists) throw new AppError('member.not-found');
      if (isThere) await this.blocks.remove(kind, member.id, otherId);
    });
  }

  private async put(kind: Barrier, member: Member, otherId: Id, work: () => Promise<void>): Promise<void> {
    refuseSelf(member, otherId);
    await this.db.transaction(async () => {
      const { otherExists, isThere, count } = await this.blocks.getLocked(kind, member.id, otherId);
      if (!otherExists) throw new AppError('member.not-found');
      if (isThere) return;
      if (count >= mostBarriers) {
        throw new AppError('request.too-many', {}, `You can ${kind} ${mostBarriers} members at most.`);
      }
      await work();
    });
  }
}

function refuseSelf({ id }: Member, otherId: Id): void {
  if (otherId === id) throw new AppError('friend.act-on-self');
}
