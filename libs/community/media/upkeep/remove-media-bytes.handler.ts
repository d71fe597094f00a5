import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { MediaBytes } from '../media-bytes.js';
import { MediaRemoved } from '../media.events.js';
import { MediaObjectsRepository } from '../media-objects.repository.js';

/**
 * After the transaction that took the rows away, so that no row is ever left without its bytes. No key is used twice, so
 * it does no harm to remove them again, or late.
 */
@Injectable()
export class RemoveMediaBytes {
  constructor(
    private readonly rows: MediaObjectsRepository,
    private readonly bytes: MediaBytes,
  ) {}

  @On(MediaRemoved, { task: 'media.remove-bytes', class: 'maintenance', inUnit: false })
  async handle({ keys }: MediaRemoved): Promise<void> {
    for (const key of await this.rows.listWithoutRow(keys)) await this.bytes.remove(key);
  }
}
