import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError, InvalidRequest, type WireErrorName } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { isTiring, isWaiting, requestLimits, requestState } from './friend-request.js';
import { type Friendship, FriendshipsRepository } from './friendships.repository.js';
import { FriendRequestAnswered, FriendRequested } from './relations.events.js';

/** Friendship is asked for and agreed to. Whatever has come to be already is a success that changes nothing. */
@Injectable()
export class FriendshipsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly friendships: FriendshipsRepository,
    private readonly settings: CommunitySettings,
    private readonly outbox: Outbox,
  ) {}

  async request(member: Member, otherId: Id, note: string): Promise<void> {
    if (Array.from(note).length > requestLimits.noteLength) {
      throw new InvalidRequest([`greetings must not be longer than ${requestLimits.noteLength} characters`]);
    }
    await this.between(member, otherId, 'friend.self', async (friendship) => {
      if (friendship.isBlocked) throw new AppError('relation.blocked');
      if (friendship.isFriend || isWaiting(friendship.sent)) return;
      refuseTooMany(friendship);
      const round = await this.friendships.ask(member.id, otherId, note);
      this.outbox.add(new FriendRequested(member.id, otherId, round));
    });
  }

  /** The other one has asked; that the member has asked them as well is settled with it. */
  async accept(member: Member, otherId: Id): Promise<void> {
    await this.between(member, otherId, 'friend.act-on-self', async ({ isBlocked, received }) => {
      if (isBlocked) throw new AppError('relation.blocked');
      if (!received) throw new AppError('friend.not-added');
      if (!isWaiting(received)) return;
      await this.friendships.befriend(member.id, otherId);
      this.outbox.add(new FriendRequestAnswered(member.id, otherId));
    });
  }

  async refuse(member: Member, otherId: Id): Promise<void> {
    await this.between(member, otherId, 'friend.act-on-self', async ({ received }) => {
      if (!received) throw new AppError('friend.not-rejected');
      if (!isWaiting(received)) return;
      await this.friendships.setState(otherId, member.id, requestState.refused);
      this.outbox.add(new FriendRequestAnswered(member.id, otherId));
    });
  }

  async withdraw(member: Member, otherId: Id): Promise<void> {
    await this.between(member, otherId, 'friend.act-on-self', async ({ sent }) => {
      if (!isWaiting(sent)) return;
      await this.friendships.setState(member.id, otherId, requestState.ended);
      this.outbox.add(new FriendRequestAnswered(member.id, otherId));
    });
  }

  async end(member: Member, otherId: Id): Promise<void> {
    await this.between(member, otherId, 'friend.act-on-self', async ({ isFriend }) => {
      if (isFriend) await this.friendships.part(member.id, otherId);
    });
  }

  private async between(
    member: Member,
    otherId: Id,
    refusalOfSelf: WireErrorName,
    work: (friendship: Friendship) => Promise<void>,
  ): Promise<void> {
    await this.refuseWhereOff();
    if (otherId === member.id) throw new AppError(refusalOfSelf);
    await this.db.transaction(async () => {
      const friendship = await this.friendships.getLocked(member.id, otherId);
      if (!friendship.otherExists) throw new AppError('friend.not-found');
      await work(friendship);
    });
  }

  async refuseWhereOff(): Promise<void> {
    const { useFriendship } = await this.settings.get();
    if (!useFriendship) throw new AppError('site.feature-off', {}, 'This community has no friendships.');
  }
}

function refuseTooMany({ sent, waitingCount }: Friendship): void {
  if (waitingCount >= requestLimits.waiting) {
    throw new AppError('request.too-many', {}, `${requestLimits.waiting} of your requests wait for an answer.`);
  }
  if (isTiring(sent)) throw new AppError('request.too-many', {}, 'You have asked this member often: try tomorrow.');
}
