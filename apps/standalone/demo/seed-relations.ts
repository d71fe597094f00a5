import type { INestApplicationContext } from '@nestjs/common';
import { type Member, MemberRolesService } from '#community/identity';
import { WhispersService } from '#community/messages';
import { BlocksService, FollowsService, FriendshipsService } from '#community/relations';
import type { DemoContent } from './demo-content.js';

/** Who follows whom, who are friends or would like to be, and what they tell each other. */
export async function seedRelations(
  app: INestApplicationContext,
  members: ReadonlyMap<string, Member>,
  {
    follows: followed,
    friends,
    requests,
    whispers,
  }: Pick<DemoContent, 'follows' | 'friends' | 'requests' | 'whispers'>,
): Promise<void> {
  const follows = app.get(FollowsService, { strict: false });
  const friendships = app.get(FriendshipsService, { strict: false });
  for (const [name, others] of Object.entries(followed)) {
    for (const other of others) await follows.follow(members.get(name)!, members.get(other)!.id);
  }
  for (const [asking, agreeing] of friends) {
    const [one, other] = [members.get(asking)!, members.get(agreeing)!];
    await friendships.request(one, other.id, '');
    await friendships.accept(other, one.id);
  }
  for (const { by, to, note } of requests) await friendships.request(members.get(by)!, members.get(to)!.id, note);
  const mail = app.get(WhispersService, { strict: false });
  for (const { by, to, text } of whispers) await mail.send(members.get(by)!, members.get(to)!.id, text);
}

/** Who keeps away from whom, and whom the owner has suspended: once they have said what they had to say. */
export async function seedBarriers(
  app: INestApplicationContext,
  members: ReadonlyMap<string, Member>,
  { members: [owner], blocks, mutes, suspended }: Pick<DemoContent, 'members' | 'blocks' | 'mutes' | 'suspended'>,
): Promise<void> {
  const barriers = app.get(BlocksService, { strict: false });
  const roles = app.get(MemberRolesService, { strict: false });
  const idOf = (name: string) => members.get(name)!.id;
  for (const [name, others] of Object.entries(blocks))
    for (const other of others) await barriers.block(members.get(name)!, idOf(other));
  for (const [name, others] of Object.entries(mutes))
    for (const other of others) await barriers.mute(members.get(name)!, idOf(other));
  for (const name of suspended) await roles.setStatus(members.get(owner!)!, idOf(name), 2);
}
