import { Injectable } from '@nestjs/common';
import { AppError, type Page } from '#kernel/http';
import type { Member, Viewer } from '#community/identity';
import { FriendshipsService } from './friendships.service.js';
import {
  type RelatedList,
  type RelatedMembers,
  RelatedMembersQueries,
  type Subject,
} from './related-members.queries.js';

@Injectable()
export class RelatedMembersService {
  constructor(
    private readonly queries: RelatedMembersQueries,
    private readonly friendships: FriendshipsService,
  ) {}

  /** Those whom the member of this name follows, or who follow them; for everybody to see. */
  async listFollowing(
    viewer: Viewer,
    list: 'follows' | 'followers',
    username: string,
    page: Page,
  ): Promise<RelatedMembers> {
    return this.list(viewer, list, { username }, page);
  }

  async listFriends(member: Member, page: Page): Promise<RelatedMembers> {
    await this.friendships.refuseWhereOff();
    return this.list(member, 'friends', member, page);
  }

  /** Only for the one who keeps them away. */
  async listKeptAway(member: Member, list: 'blocks' | 'mutes', page: Page): Promise<RelatedMembers> {
    return this.list(member, list, member, page);
  }

  private async list(viewer: Viewer, list: RelatedList, subject: Subject, page: Page): Promise<RelatedMembers> {
    const found = await this.queries.list(list, subject, viewer && viewer.id, page);
    if (!found) throw new AppError('member.not-found');
    return found;
  }
}
