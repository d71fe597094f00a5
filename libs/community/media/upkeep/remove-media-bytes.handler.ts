import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { TenantObjects } from '#kernel/objects';
import { MediaRemoved } from '../media.events.js';
import { MediaObjectsRepository } from '../media-objects.repository.js';
import { MediaUrls } from '../media-urls.js';

/**
 * After the transaction that took the rows away, so that no row is ever left without its bytes. No key is used twice, so
 * it does no harm to remove them again, or late.
 */
@Injectable()
export class RemoveMediaBytes {
  constructor(
    private readonly rows: MediaObjectsRepository,
    private readonly urls: MediaUrls,
    private readonly store: TenantObjects,
  ) {}

  @On(MediaRemoved, { task: 'media.remove-bytes', class: 'media', inUnit: false })
  async handle({ keys }: MediaRemoved): Promise<void> {
    for (const key of await this.rows.listWithoutRow(keys)) {
      const all: string[] = [];
      for await (const { key: own } of this.store.list(this.urls.pathOf(key))) all.push(own);
      await this.store.remove(...all);
    }
  }
}
