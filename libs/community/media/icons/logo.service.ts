import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { tenantFolder } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import type { Member } from '#community/identity';
import { SettingsAdministration } from '#community/site';
import { MediaUploaded } from '../media.events.js';
import { MediaObjectsService } from '../media-objects.service.js';
import { MediaUrls } from '../media-urls.js';
import { typeAt } from '../uploads/upload-formats.js';
import { IconsRepository } from './icons.repository.js';

/** The picture by which a community is known. */
@Injectable()
export class LogoService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly urls: MediaUrls,
    private readonly objects: MediaObjectsService,
    private readonly icons: IconsRepository,
    private readonly settings: SettingsAdministration,
    private readonly outbox: Outbox,
  ) {}

  /**
   * An uploaded picture of the administrator's own; none, by an empty address. The setting comes first, so that two
   * choices take turns. Icons are made and go with the other variants of the files, by their task.
   */
  async choose(member: Member, url: string): Promise<void> {
    const key = url === '' ? '' : this.keyOf(url);
    await this.db.transaction(async () => {
      const former = await this.settings.setLogo(member.id, key && this.urls.pathOf(key));
      const uses = key === '' ? [] : [{ key, blockId: 0 }];
      await this.objects.use({ kind: 'site', id: 0 }, uses, { ownerId: member.id, refusal: 'request.invalid' });
      const changed = [key, former && tenantFolder(tenantScope.current()) + former];
      for (const id of await this.icons.idsOf(changed)) this.outbox.add(new MediaUploaded(id));
    });
  }

  private keyOf(url: string): string {
    const key = this.urls.keyOf(url);
    if (key === null || typeAt(this.urls.pathOf(key))?.family !== 'picture')
      throw new InvalidRequest(['content must be the address of an uploaded picture']);
    return key;
  }
}
