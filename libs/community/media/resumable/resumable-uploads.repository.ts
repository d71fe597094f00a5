import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { expirySeconds, type ResumableRow, type StoredBytes } from './resumable-way.js';

const resumable = `state = 'uploading' and upload ->> 'how' = 'resumable'`;
const ours = `${resumable} and (upload ->> 'fence')::int = $2`;

/** Who has an upload, and how far it has come. A change counts only for the one who took it last. */
@Injectable()
export class ResumableUploadsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Null when there is none, or somebody holds it and it is not `byForce`. */
  async take(ownerId: Id, id: Id, { byForce }: { byForce: boolean }): Promise<ResumableRow | null> {
    const [taken] = await this.db.query<ResumableRow & Row>(
      `update media_object
          set upload = (upload - 'wanted') || jsonb_build_object('fence', (upload ->> 'fence')::int + 1, 'held', true)
        where id = $1 and owner_id = $2 and ${resumable} and ($3 or not upload ? 'held')
       returning id, owner_id as "ownerId", key, kind, content_type as "contentType", state, size, width, height,
                 description, bytes, upload`,
      [id, ownerId, byForce],
    );
    return taken ?? null;
  }

  /** Who holds it is to give way. */
  async ask(ownerId: Id, id: Id): Promise<void> {
    await this.db.query(
      `update media_object set upload = upload || '{"wanted": true}'
        where id = $1 and owner_id = $2 and ${resumable} and upload ? 'held' and not upload ? 'wanted'`,
      [id, ownerId],
    );
  }

  /** Whether it is still ours, and nobody else asks for it. */
  async isUndisputed(id: Id, fence: number): Promise<boolean> {
    const found = await this.db.query(
      `select 1 from media_object where id = $1 and ${ours} and not upload ? 'wanted'`,
      [id, fence],
    );
    return found.length > 0;
  }

  async giveBack(id: Id, fence: number): Promise<void> {
    await this.db.query(`update media_object set upload = upload - 'held' - 'wanted' where id = $1 and ${ours}`, [
      id,
      fence,
    ]);
  }

  /** False when it is not ours any more. */
  async note(id: Id, fence: number, stored: StoredBytes): Promise<boolean> {
    const noted = await this.db.query(
      `update media_object
          set upload = upload || $3::jsonb
                       || jsonb_build_object('expires', now() + make_interval(secs => ${expirySeconds}))
        where id = $1 and ${ours} returning 1`,
      [id, fence, JSON.stringify(stored)],
    );
    return noted.length > 0;
  }
}
