import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { tenantFolder } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import type { Member } from '#community/identity';
import { type SitePicture, sitePictures, type Settings, SettingsAdministration } from '#community/site';
import { IconsRepository } from './icons/icons.repository.js';
import { MediaUploaded } from './media.events.js';
import { MediaObjectsService } from './media-objects.service.js';
import { MediaUrls } from './media-urls.js';
import { SignedPaths } from './serving/signed-paths.js';

/** The pictures by which a community is known. */
@Injectable()
export class SitePicturesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly urls: MediaUrls,
    private readonly objects: MediaObjectsService,
    private readonly icons: IconsRepository,
    private readonly settings: SettingsAdministration,
    private readonly signed: SignedPaths,
    private readonly outbox: Outbox,
  ) {}

  /**
   * An uploaded picture of the administrator's own; none, by an empty address. The setting comes first, so that two
   * choices take turns. Icons are made and go with the other variants of the files, by their task.
   */
  async choose(member: Member, url: string, which: SitePicture = 'logo'): Promise<void> {
    const key = url === '' ? '' : this.keyOf(url);
    const { place } = sitePictures[which];
    await this.db.transaction(async () => {
      const former = await this.settings.setPicture(member.id, which, key && this.urls.pathOf(key));
      const uses = key === '' ? [] : [{ key, blockId: place }];
      await this.objects.use({ kind: 'site', id: 0 }, uses, { ownerId: member.id, refusal: 'request.invalid', place });
      if (which !== 'logo') return;
      const changed = [key, former && tenantFolder(tenantScope.current()) + former];
      for (const id of await this.icons.idsOf(changed)) this.outbox.add(new MediaUploaded(id));
    });
  }

  /**
   * Where the community's own host serves the picture; null where there is none. Guests of a community for its members
   * see it on the pages that they may open, by a right that is part of the address.
   */
  pathOf(settings: Settings, which: SitePicture): string | null {
    const path = settings[which];
    return path === '' ? null : `/media/${settings.membersOnly ? this.signed.sign(path) : path}`;
  }

  private keyOf(url: string): string {
    const key = this.urls.pictureKeyOf(url);
    if (key === null) throw new InvalidRequest(['content must be the address of an uploaded picture']);
    return key;
  }
}
