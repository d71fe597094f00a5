import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { tenantFolder } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { MembersService } from '#community/members';
import { type SitePicture, sitePictures, SettingsAdministration } from '#community/site';
import { MediaObjectsRepository } from '../media-objects.repository.js';
import { MediaRemoved } from '../media.events.js';

/** How many files go in one transaction. */
const batch = 200;

/** The files of a member who leaves. */
@Injectable()
export class MemberMediaService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly members: MembersService,
    private readonly rows: MediaObjectsRepository,
    private readonly settings: SettingsAdministration,
    private readonly outbox: Outbox,
  ) {}

  /**
   * All files of the member with their uses, also those on their way, whose uploads then find no row and leave nothing.
   * In transactions of its own, so that it may be broken off and called again; posts and comments that still name one
   * are the caller's. Bytes go with tasks. Answers how many files and uploads there were.
   */
  async removeAllOf(memberId: Id): Promise<number> {
    const folder = tenantFolder(tenantScope.current());
    await this.db.transaction(async () => {
      await this.members.setPicture(memberId, 'avatar', '');
      await this.members.setPicture(memberId, 'cover', '');
      await this.removeFromSite(memberId);
    });
    for (let removed = 0; ;) {
      const keys = await this.db.transaction(async () => {
        const gone = await this.rows.removeOf(memberId, batch, folder);
        if (gone.length > 0) this.outbox.add(new MediaRemoved(gone));
        return gone;
      });
      if (keys.length === 0) return removed;
      removed += keys.length;
    }
  }

  /** What the community is known by goes as well, where it was theirs. */
  private async removeFromSite(memberId: Id): Promise<void> {
    const settings = await this.settings.read();
    const folder = tenantFolder(tenantScope.current());
    for (const which of Object.keys(sitePictures) as SitePicture[])
      if (settings[which] !== '' && (await this.rows.isOf(memberId, folder + settings[which])))
        await this.settings.setPicture(memberId, which, '');
  }
}
