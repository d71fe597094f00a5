import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { MediaState } from '../media-object.js';
import type { Fault } from './media-made.js';

export interface MediaStateRow {
  readonly key: string;
  readonly state: MediaState;
  /** Empty, unless it has failed. */
  readonly reason: Fault | '';
  readonly progress: number;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly thumbhash: string;
  readonly animated: boolean;
  readonly variants: readonly string[];
}

@Injectable()
export class MediaStatesQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Those of the keys that are files of this owner. */
  async list(ownerId: Id, keys: readonly string[]): Promise<MediaStateRow[]> {
    return this.db.query<MediaStateRow & Row>(
      `select key, state, reason, progress, width, height, duration_ms as "durationMs", thumbhash, animated,
              array(select name from jsonb_object_keys(variants) name order by name) as variants
         from media_object where owner_id = $1 and key = any($2)`,
      [ownerId, keys],
    );
  }
}
