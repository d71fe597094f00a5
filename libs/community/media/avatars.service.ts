import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import type { Member } from '#community/identity';
import { MembersService } from '#community/members';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';
import { typeAt } from './uploads/upload-formats.js';

@Injectable()
export class AvatarsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly urls: MediaUrls,
    private readonly objects: MediaObjectsService,
    private readonly members: MembersService,
  ) {}

  /** An uploaded picture of the member's own. The member's row comes first, so that two choices take turns. */
  async choose(member: Member, url: string): Promise<void> {
    const key = this.urls.keyOf(url);
    const path = key === null ? '' : this.urls.pathOf(key);
    if (key === null || typeAt(path)?.family !== 'picture')
      throw new InvalidRequest(['avatar must be the address of an uploaded picture']);
    await this.db.transaction(async () => {
      await this.members.setAvatar(member.id, path);
      const own = { ownerId: member.id, refusal: 'request.invalid' } as const;
      await this.objects.use({ kind: 'avatar', id: member.id }, [{ key, blockId: 0 }], own);
    });
  }
}
