import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Member, Viewer } from '#community/identity';
import { MembersService } from '#community/members';
import { FriendshipsService } from './friendships.service.js';
import { type RelatedMembers, RelatedMembersQueries, type Standing } from './related-members.queries.js';

@Injectable()
export class RelatedMembersService {
  constructor(
    private readonly queries: RelatedMembersQueries,
    private readonly members: MembersService,
    private readonly friendships: FriendshipsService,
  ) {}

  /** Those whom the member of this name follows, or who follow them; for everybody to see. */
  async listFollowing(
    viewer: Viewer,
    list: 'follows' | 'followers',
    username: string,
    page: Page,
  ): Promise<RelatedMembers> {
    const { id } = await this.members.getByUsername(username);
    return this.queries.list(list, id, viewer && viewer.id, page);
  }

  async listFriends({ id }: Member, page: Page): Promise<RelatedMembers> {
    await this.friendships.refuseWhereOff();
    return this.queries.list('friends', id, id, page);
  }

  /** Only for the one who keeps them away. */
  async listKeptAway({ id }: Member, list: 'blocks' | 'mutes', page: Page): Promise<RelatedMembers> {
    return this.queries.list(list, id, id, page);
  }

  /** How a member stands to the viewer; what the viewer has done is told by the profile. */
  async getStanding(viewer: Viewer, otherId: Id): Promise<Standing> {
    return this.queries.standing(viewer && viewer.id, otherId);
  }
}
