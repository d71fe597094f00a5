import { Injectable } from '@nestjs/common';
import { QuotaTally } from '#kernel/quotas';
import { MediaUsageRepository } from '../media-usage.repository.js';

/** What the files of a community take: booked, so nothing has to be counted. */
@Injectable()
export class MediaRoom extends QuotaTally {
  readonly quota = 'media_bytes';

  constructor(private readonly usage: MediaUsageRepository) {
    super();
  }

  async count(): Promise<number> {
    return (await this.usage.find()).bytes;
  }
}
