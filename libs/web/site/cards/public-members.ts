import { Injectable } from '@nestjs/common';
import { AppError } from '#kernel/http';
import { MembersService } from '#community/members';
import { RelatedMembersService } from '#community/relations';
import { type ProfileView, profileView } from '../profile/profile-views.js';

/** Members to whom whoever does not know them may be led. */
@Injectable()
export class PublicMembers {
  constructor(
    private readonly members: MembersService,
    private readonly related: RelatedMembersService,
  ) {}

  async get(name: string, site: string): Promise<ProfileView> {
    const seen = await this.members.getProfile(null, name);
    const profile = profileView(seen, await this.related.getStanding(null, seen.id), { viewer: null, site });
    if (!profile.isFindable || profile.isSuspended) throw new AppError('member.not-found');
    return profile;
  }
}
