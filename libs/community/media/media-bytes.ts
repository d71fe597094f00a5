import { Injectable } from '@nestjs/common';
import { TenantObjects } from '#kernel/objects';
import { isIncoming, variantKey } from './media-object.js';
import { MediaUrls } from './media-urls.js';

/** All that the store has of a file. */
@Injectable()
export class MediaBytes {
  constructor(
    private readonly urls: MediaUrls,
    private readonly store: TenantObjects,
  ) {}

  /** With its variants, or with what has come of an upload that never ended. `key`: with the tenant's folder. */
  async remove(key: string): Promise<void> {
    const path = this.urls.pathOf(key);
    const isOwn = (found: { key: string }) => found.key === path || found.key.startsWith(variantKey(path, ''));
    const all: string[] = [];
    for await (const found of this.store.list(path)) if (isOwn(found)) all.push(found.key);
    if (all.length > 0) await this.store.remove(...all);
    if (!isIncoming(path)) return;
    for await (const begun of this.store.listBegun(path))
      if (isOwn(begun)) await this.store.abortParts(begun.key, begun.id);
  }
}
