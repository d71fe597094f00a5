import { Injectable } from '@nestjs/common';
import type { Page } from '#kernel/http';
import type { Member, Viewer } from '#community/identity';
import { MembersService } from '#community/members';
import { allKeptSource, keptSource, type Tab, tabSource } from './member-lists.queries.js';
import { type PostList, PostLists } from './post-lists.js';

/** The posts that belong to a member in one way or another. */
@Injectable()
export class MemberPostsService {
  constructor(
    private readonly lists: PostLists,
    private readonly members: MembersService,
  ) {}

  /** Of the profile of a member, which may be in capitals or not. */
  async listOf(viewer: Viewer, username: string, tab: Tab, page: Page): Promise<PostList> {
    const { id } = await this.members.getByUsername(username);
    return this.lists.list(viewer, tabSource(tab, id, viewer), page);
  }

  async listCollected(member: Member, page: Page): Promise<PostList> {
    return this.lists.list(member, keptSource('post_collection', member), page);
  }

  async listStarred(member: Member, page: Page): Promise<PostList> {
    return this.lists.list(member, keptSource('post_star', member), page);
  }

  /** Of what they collected or starred, how many posts they may no longer see. */
  async countLost(member: Member, list: 'collections' | 'stars', shown: number): Promise<number> {
    const table = list === 'stars' ? 'post_star' : 'post_collection';
    return Math.max(0, (await this.lists.countRows(allKeptSource(table, member))) - shown);
  }
}
