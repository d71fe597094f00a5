import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { TenantObjects } from '#kernel/objects';
import { isIncoming, variantKey } from '../media-object.js';
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

  @On(MediaRemoved, { task: 'media.remove-bytes', class: 'maintenance', inUnit: false })
  async handle({ keys }: MediaRemoved): Promise<void> {
    for (const key of await this.rows.listWithoutRow(keys)) await this.remove(this.urls.pathOf(key));
  }

  /** With its variants, or with what has come of an upload that never ended. */
  private async remove(path: string): Promise<void> {
    const isOwn = ({ key }: { key: string }) => key === path || key.startsWith(variantKey(path, ''));
    const all: string[] = [];
    for await (const found of this.store.list(path)) if (isOwn(found)) all.push(found.key);
    if (all.length > 0) await this.store.remove(...all);
    if (!isIncoming(path)) return;
    for await (const begun of this.store.listBegun(path))
      if (isOwn(begun)) await this.store.abortParts(begun.key, begun.id);
  }
}
