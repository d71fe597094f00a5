import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { MediaState, MediaVariant } from '../media-object.js';
import { bookedSql } from '../media-usage.repository.js';
import type { Fault, MadeMedia } from './media-made.js';

export interface WorkFile {
  readonly id: Id;
  readonly ownerId: Id;
  readonly key: string;
  readonly contentType: string;
  readonly kind: number;
  readonly animated: boolean;
  readonly state: MediaState;
  /** With this one, attempts that have not come to an end. */
  readonly tries: number;
  readonly hasOriginal: boolean;
}

export interface FinishedFile extends Omit<MadeMedia, 'variants'> {
  readonly variants: Readonly<Record<string, MediaVariant>>;
}

const columns = `id, owner_id as "ownerId", key, content_type as "contentType", kind, animated, state, tries, has_original as "hasOriginal"`;

/** What becomes of a file's row while a worker has it. All but the first change those only that wait for it. */
@Injectable()
export class ProcessingRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Null when the file is gone. */
  async begin(id: Id): Promise<WorkFile | null> {
    const [file] = await this.db.query<WorkFile & Row>(
      `update media_object set tries = tries + (state = 'pending')::int where id = $1 returning ${columns}`,
      [id],
    );
    return file ?? null;
  }

  async find(id: Id): Promise<WorkFile | null> {
    const [file] = await this.db.query<WorkFile & Row>(`select ${columns} from media_object where id = $1`, [id]);
    return file ?? null;
  }

  async noteProgress(id: Id, percent: number): Promise<void> {
    await this.db.query(`update media_object set progress = $2 where id = $1 and state = 'pending'`, [id, percent]);
  }

  /** The attempt has come to an end, though not to its goal. */
  async forgetTries(id: Id): Promise<void> {
    await this.db.query(`update media_object set tries = 0 where id = $1 and state = 'pending'`, [id]);
  }

  /** The attempt was broken off by others than the file. */
  async forgetTry(id: Id): Promise<void> {
    await this.db.query(`update media_object set tries = greatest(0, tries - 1) where id = $1 and state = 'pending'`, [
      id,
    ]);
  }

  async fail(id: Id, reason: Fault): Promise<void> {
    await this.db.query(
      `update media_object set state = 'failed', reason = $2, progress = 0, tries = 0 where id = $1 and state = 'pending'`,
      [id, reason],
    );
  }

  /** What is stored is booked with it. Figures that nobody has found out stay as they are. */
  async complete(id: Id, file: FinishedFile): Promise<void> {
    const { width, height, durationMs, animated, thumbhash, variants, keepsOriginal } = file;
    await this.db.query(
      `with was as (select id, bytes from media_object where id = $1 and state = 'pending' for no key update),
       changed as (
         update media_object o
            set state = 'ready', reason = '', progress = 100, tries = 0, duration_ms = $4, animated = $5, thumbhash = $6,
                width = coalesce(nullif($2, 0), width), height = coalesce(nullif($3, 0), height),
                variants = $7, has_original = $8, bytes = case when $8 then size else 0 end + $9
           from was where o.id = was.id
         returning o.owner_id, 0 as files, o.bytes - was.bytes as bytes),
       ${bookedSql('changed')}
       select`,
      [
        id,
        width,
        height,
        durationMs,
        animated,
        thumbhash,
        JSON.stringify(variants),
        keepsOriginal,
        Object.values(variants).reduce((sum, { size }) => sum + size, 0),
      ],
    );
  }
}
