import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { MediaState } from '../media-object.js';
import { bookedSql, wholeCommunity } from '../media-usage.repository.js';

/** Column `upload`: how the bytes of a file come in that is not there yet. */
export interface UploadWay {
  readonly how: 'form' | 'direct' | 'resumable';
  /** Where they lie meanwhile, in the tenant's store. */
  readonly incoming?: string;
  /** ISO 8601: until then nobody takes it for abandoned; a day without. */
  readonly expires?: string;
  readonly [more: string]: unknown;
}

export interface NewUploadRow {
  readonly ownerId: Id;
  readonly key: string;
  readonly kind: number;
  readonly contentType: string;
  readonly reserve: number;
  readonly description: string;
  readonly upload: UploadWay | null;
}

/** What is known of a file once its bytes lie in the store. */
export interface SettledRow {
  readonly state: Extract<MediaState, 'pending' | 'ready'>;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
  /** In place of what was said at the beginning. */
  readonly description?: string;
}

export interface OwnFileRow {
  readonly id: Id;
  readonly ownerId: Id;
  readonly key: string;
  readonly kind: number;
  readonly contentType: string;
  readonly state: MediaState;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly description: string;
  /** Reserved or taken. */
  readonly bytes: number;
  readonly upload: UploadWay | null;
}

/** Whoever completes an upload renews the claim all the time; so long after the last time another call may. */
const claimSeconds = 60;
const now = `extract(epoch from now())::bigint`;
const claim = `jsonb_build_object('claimed', ${now} + ${claimSeconds})`;
/** Nobody completes it. */
export const claimable = `coalesce((upload ->> 'claimed')::bigint, 0) < ${now}`;
const file = `id, owner_id as "ownerId", key, kind, content_type as "contentType", state, size, width, height, description,
  bytes, upload`;

/** The rows of files while their bytes come in. Every change of bytes is booked in the same statement. */
@Injectable()
export class MediaUploadsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Inserts and reserves, unless the community has no room: then `id` is null. `quota` null: there is no limit. The community's row comes first, locked
   * by the upsert even where its condition fails, so that each of two uploads at the edge sees what the other took.
   * `used`: bytes taken before, as seen at the beginning of the statement.
   */
  async begin(upload: NewUploadRow, quota: number | null): Promise<{ id: Id | null; used: number }> {
    const [begun] = await this.db.query<{ id: Id | null; used: number }>(
      `with room as (
         insert into media_usage as usage (member_id, files, bytes)
         select ${wholeCommunity}, 1, $5::bigint where $8::bigint is null or $5::bigint <= $8::bigint
         on conflict (member_id) do update set files = usage.files + 1, bytes = usage.bytes + excluded.bytes
          where $8::bigint is null or usage.bytes + excluded.bytes <= $8::bigint
         returning 1),
       own as (
         insert into media_usage as usage (member_id, files, bytes) select $1::bigint, 1, $5::bigint from room
         on conflict (member_id) do update set files = usage.files + 1, bytes = usage.bytes + excluded.bytes
         returning 1),
       begun as (
         insert into media_object (owner_id, key, kind, content_type, size, bytes, state, description, upload)
         select $1, $2, $3, $4, 0, $5, 'uploading', $6, $7::jsonb from own
         returning id)
       select (select id from begun) as id,
              coalesce((select bytes from media_usage where member_id = ${wholeCommunity}), 0) as used`,
      [
        upload.ownerId,
        upload.key,
        upload.kind,
        upload.contentType,
        upload.reserve,
        upload.description,
        upload.upload && JSON.stringify(upload.upload),
        quota,
      ],
    );
    return begun!;
  }

  /**
   * Of a member: how many uploads wait for bytes that come apart from the request that began them, and what all that are
   * not finished have reserved.
   */
  async countUnfinished(ownerId: Id): Promise<{ waiting: number; reserved: number }> {
    const [found] = await this.db.query<{ waiting: number; reserved: number }>(
      `select count(*) filter (where upload ->> 'how' <> 'form') as waiting,
              coalesce(sum(bytes), 0)::bigint as reserved
         from media_object where owner_id = $1 and state = 'uploading'`,
      [ownerId],
    );
    return found!;
  }

  /**
   * The file is there: answers its description; undefined when there is no such upload any more. Counts from now as
   * unused, however long it took to come.
   */
  async settle(id: Id, key: string, row: SettledRow): Promise<string | undefined> {
    const [settled] = await this.db.query<{ description: string }>(
      `with was as (
         select id, bytes from media_object where id = $1 and key = $2 and state = 'uploading' for no key update),
       settled as (
         update media_object o
            set state = $3, size = $4, bytes = $4, width = $5, height = $6, animated = $7,
                description = coalesce($8, description), upload = null, created_at = now()
           from was where o.id = was.id
         returning o.owner_id, 0 as files, o.bytes - was.bytes as bytes, o.description),
       changed as (select * from settled where bytes <> 0),
       ${bookedSql('changed')}
       select description from settled`,
      [id, key, row.state, row.size, row.width, row.height, row.animated, row.description ?? null],
    );
    return settled?.description;
  }

  /** Removes the row of an upload that came to nothing. `rival`: the key of the file, should another call have it now. */
  async discard(id: Id, key: string): Promise<{ isGone: boolean; rival: string | null }> {
    const [answer] = await this.db.query<{ isGone: boolean; rival: string | null }>(
      `with gone as (
         delete from media_object where id = $1 and key = $2 and state = 'uploading'
         returning owner_id, -1 as files, -bytes as bytes),
       ${bookedSql('gone')}
       select exists (select from gone) as "isGone",
              (select key from media_object where id = $1 and not exists (select from gone)) as rival`,
      [id, key],
    );
    return answer!;
  }

  /** Gives an upload that is not settled yet another key; false when there is none any more. */
  async rekey(id: Id, key: string, { to, kind }: { to: string; kind: number }): Promise<boolean> {
    const changed = await this.db.query(
      `update media_object set key = $3, kind = $4 where id = $1 and key = $2 and state = 'uploading' returning 1`,
      [id, key, to, kind],
    );
    return changed.length > 0;
  }

  /**
   * For one of several calls that want to complete an upload; null for the others. The file gets a new key, so that a
   * call whose time has run out can neither settle it nor write over what its successor has stored.
   */
  async claim(id: Id, key: string, to: string): Promise<{ wasClaimed: boolean } | null> {
    const [claimed] = await this.db.query<{ wasClaimed: boolean }>(
      `with was as (
         select id, upload ? 'claimed' as claimed from media_object
          where id = $1 and key = $2 and state = 'uploading' and ${claimable} for no key update)
       update media_object o
          set key = $3, upload = o.upload || ${claim}
         from was where o.id = was.id
       returning was.claimed as "wasClaimed"`,
      [id, key, to],
    );
    return claimed ?? null;
  }

  /** False when it is not ours any more, or was given back. */
  async renew(id: Id, key: string): Promise<boolean> {
    const renewed = await this.db.query(
      `update media_object set upload = upload || ${claim}
        where id = $1 and key = $2 and state = 'uploading' and upload ? 'claimed' returning 1`,
      [id, key],
    );
    return renewed.length > 0;
  }

  /** Gives a claim back. */
  async release(id: Id, key: string): Promise<void> {
    await this.db.query(
      `update media_object set upload = upload - 'claimed' where id = $1 and key = $2 and state = 'uploading'`,
      [id, key],
    );
  }

  async findOwn(ownerId: Id, id: Id): Promise<OwnFileRow | null> {
    const [found] = await this.db.query<OwnFileRow & Row>(
      `select ${file} from media_object where id = $1 and owner_id = $2`,
      [id, ownerId],
    );
    return found ?? null;
  }

  /** False when the member has no such file. */
  async describe(ownerId: Id, key: string, description: string): Promise<boolean> {
    const changed = await this.db.query(
      `update media_object set description = $3 where owner_id = $1 and key = $2 and state <> 'uploading' returning 1`,
      [ownerId, key, description],
    );
    return changed.length > 0;
  }
}
