import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import type { Member } from '#community/identity';
import { type MemberPicture, MembersService } from '#community/members';
import { memberPlaces } from './media-object.js';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';

/** The pictures of members: their avatars, and the covers of their pages. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly urls: MediaUrls,
    private readonly objects: MediaObjectsService,
    private readonly members: MembersService,
  ) {}

  /** An uploaded picture of the member's own. The member's row comes first, so that two choices take turns. */
  async choose(member: Member, url: string, which: MemberPicture = 'avatar'): Promise<void> {
    const key = this.urls.pictureKeyOf(url);
    if (key === null) throw new InvalidRequest([`${which} must be the address of an uploaded picture`]);
    await this.set(member, which, key);
  }

  /** One of ours again, or no cover. */
  async remove(member: Member, which: MemberPicture): Promise<void> {
    await this.set(member, which, null);
  }

  private async set(member: Member, which: MemberPicture, key: string | null): Promise<void> {
    const place = memberPlaces[which];
    const uses = key === null ? [] : [{ key, blockId: place }];
    await this.db.transaction(async () => {
      await this.members.setPicture(member.id, which, key === null ? '' : this.urls.pathOf(key));
      const own = { ownerId: member.id, refusal: 'request.invalid', place } as const;
      await this.objects.use({ kind: 'avatar', id: member.id }, uses, own);
    });
  }
}
