import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Arrivals } from '#kernel/objects';
import { claimable } from './media-uploads.repository.js';

/** Direct uploads that nobody has completed, or is completing. */
@Injectable()
export class MediaArrivalsQueries extends Arrivals {
  constructor(private readonly db: TenantDatabase) {
    super();
  }

  async isAwaited(key: string): Promise<boolean> {
    const found = await this.db.query(
      `select 1 from media_object
        where state = 'uploading' and upload ->> 'how' = 'direct' and upload ->> 'incoming' = $1 and ${claimable}`,
      [key],
    );
    return found.length > 0;
  }
}
