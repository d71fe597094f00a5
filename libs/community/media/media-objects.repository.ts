import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { sitePictures } from '#community/site';
import type { MediaFigures, MediaObjectRow, MediaState, MediaSubject, MediaUse } from './media-object.js';
import { bookedSql } from './media-usage.repository.js';

export interface NewMediaObject extends MediaFigures {
  readonly ownerId: Id;
  readonly key: string;
  readonly kind: number;
  readonly contentType: string;
  readonly state: Extract<MediaState, 'pending' | 'ready'>;
}

const object = `o.id, o.owner_id as "ownerId", o.key, o.content_type as "contentType", o.size`;

const settingShows = (rows: readonly string[], key: string): string => `
  exists (select from setting
           where setting.key in (${rows.map((row) => `'${row}'`).join(', ')})
             and setting.value = '"' || regexp_replace(${key}, '^t/[0-9]+/', '') || '"')`;

/**
 * Whether this column, given with its table, is the key of the community's logo, or of any of its pictures. The setting
 * is its path in the tenant's store, as JSON.
 */
export const isLogoSql = (key: string): string => settingShows([sitePictures.logo.key], key);
const isSitePictureSql = (key: string): string =>
  settingShows(
    Object.values(sitePictures).map((picture) => picture.key),
    key,
  );

/**
 * CTE `spare (id)`: of the files `given (id, owner_id, key)` those that may go. A use can be lost, so what the posts, the
 * comments and the profile of the owner say counts as well, which is read once for each owner, and so do the community's
 * own pictures. The block of an attachment does not name its file: while one of the owner's has none, each of their attachments
 * may be it.
 */
export const spareSql = (folder: string): string => `
  unused as materialized (
    select * from given where not exists (select from media_use u where u.object_id = given.id)),
  owner as materialized (select distinct owner_id as id from unused),
  block as materialized (
    select owner.id as owner_id, p.id as post_id, (block ->> 'id')::bigint as id, block ->> 'media' as key
      from owner join post p on p.author_id = owner.id cross join jsonb_array_elements(p.blocks) as block
     where p.deleted_at is null and p.has_media and (block ? 'media' or (block ->> 'type')::int in (7, 8))
    union all
    select owner.id, null, null, block ->> 'media'
      from owner join comment c on c.author_id = owner.id cross join jsonb_array_elements(c.blocks) as block
     where c.deleted_at is null and c.blocks @? '$[*].media' and block ? 'media'
    union all
    select m.id, null, null, ${folder} || own.path
      from member m cross join lateral (values (m.avatar), (m.cover)) as own (path)
     where m.id in (select id from owner) and own.path <> ''),
  seeking as (
    select owner_id from block
     where key is null and not exists (
             select from media_use u where u.block_id = block.id and u.subject = 'post' and u.subject_id = block.post_id)),
  spare as (
    select id from unused
     where not exists (select from block where block.key = unused.key) and not ${isSitePictureSql('unused.key')}
       and not (starts_with(key, ${folder} || 'attachment/') and owner_id in (select owner_id from seeking)))`;

/** Still being uploaded: until its own time is over, or a day where it has none, and while it is completed. `o` is the file. */
export const isComingSql = `
  (o.state = 'uploading'
   and (coalesce((o.upload ->> 'expires')::timestamptz > now(), o.created_at >= now() - interval '24 hours')
        or coalesce((o.upload ->> 'claimed')::bigint > extract(epoch from now()), false)))`;

/** A file of yesterday, or an upload that does not come any more; `o` is the file. */
export const isLeftSql = `
  ((o.created_at < now() - interval '24 hours' or o.state = 'uploading') and not ${isComingSql})`;

/** After `gone`, whose rows are deleted: all keys below which something of them may be, with the tenant's folder. */
const keysGone = (folder: string): string => `
  select key from gone
  union all
  select ${folder} || (upload ->> 'incoming') from gone where upload ? 'incoming'`;

@Injectable()
export class MediaObjectsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Changes nothing when one of the files is missing. With a `place`, what the subject shows elsewhere stays. Whoever else uses the file, removes it or makes it ready at the same
   * time takes turns: whoever comes second sees what the first one did.
   */
  async replaceUses(
    { kind, id }: MediaSubject,
    uses: readonly MediaUse[],
    ownerId: Id,
    place: number | null = null,
  ): Promise<{ missing: string[]; released: Id[] }> {
    const [answer] = await this.db.query<{ missing: string[]; released: Id[] }>(
      `with given as (select key, block_id from unnest($3::text[], $4::bigint[]) as given (key, block_id)),
       owned as (
         select id, key from media_object
          where key = any($3) and owner_id = $5 and state <> 'uploading' order by id for no key update),
       missing as (select distinct key from given where key not in (select key from owned)),
       shown as (
         select distinct id, block_id from given join owned using (key) where not exists (select from missing)),
       dropped as (
         delete from media_use u
          where u.subject = $1 and u.subject_id = $2 and ($6::bigint is null or u.block_id = $6)
            and not exists (select from missing)
            and not exists (select from shown s where s.id = u.object_id and s.block_id = u.block_id)
         returning object_id),
       added as (
         insert into media_use (object_id, subject, subject_id, block_id)
         select id, $1, $2, block_id from shown on conflict do nothing),
       marked as (update media_object o set was_used = true where id in (select id from shown) and not was_used)
       select array(select key from missing order by key) as missing,
              array(select object_id from dropped except select id from shown order by 1) as released`,
      [kind, id, uses.map(({ key }) => key), uses.map(({ blockId }) => blockId), ownerId, place],
    );
    return answer!;
  }

  /** Answers what they showed. */
  async dropUses(kind: MediaSubject['kind'], ids: readonly Id[]): Promise<Id[]> {
    const dropped = await this.db.query<{ id: Id }>(
      `with dropped as (delete from media_use where subject = $1 and subject_id = any($2) returning object_id)
       select distinct object_id as id from dropped order by 1`,
      [kind, ids],
    );
    return dropped.map(({ id }) => id);
  }

  async findByBlock(blockId: Id): Promise<{ object: MediaObjectRow; postId: Id } | null> {
    const [found] = await this.db.query<MediaObjectRow & { postId: Id } & Row>(
      `select ${object}, u.subject_id as "postId"
         from media_use u join media_object o on o.id = u.object_id
        where u.block_id = $1 and u.block_id > 0 and u.subject = 'post'`,
      [blockId],
    );
    if (!found) return null;
    const { postId, ...row } = found;
    return { object: row, postId };
  }

  async insert({ ownerId, key, kind, contentType, size, width, height, state }: NewMediaObject): Promise<Id> {
    const [made] = await this.db.query<{ id: Id }>(
      `with given as (
         insert into media_object (owner_id, key, kind, content_type, size, width, height, bytes, state)
         values ($1, $2, $3, $4, $5, $6, $7, $5, $8) returning id, owner_id, 1 as files, bytes),
       ${bookedSql('given')}
       select id from given`,
      [ownerId, key, kind, contentType, size, width, height, state],
    );
    return made!.id;
  }

  /**
   * Of these files the rows that nothing uses or shows; answers where their bytes are. Two statements: the second one
   * has to see the uses that the locks of the first one waited for.
   */
  async removeUnused(ids: readonly Id[], folder: string): Promise<string[]> {
    const [, removed] = await Promise.all([
      this.db.query('select from media_object where id = any($1) order by id for update', [ids]),
      this.db.query<{ key: string }>(
        `with given as materialized (
           select id, owner_id, key from media_object o where id = any($1) and not ${isComingSql}),
         ${spareSql('$2::text')},
         gone as (
           delete from media_object o using spare where o.id = spare.id
           returning o.key, o.owner_id, o.upload, -1 as files, -o.bytes as bytes),
         ${bookedSql('gone')}
         ${keysGone('$2::text')}`,
        [ids, folder],
      ),
    ]);
    return removed.map(({ key }) => key);
  }

  async isOf(ownerId: Id, key: string): Promise<boolean> {
    const found = await this.db.query('select from media_object where key = $2 and owner_id = $1', [ownerId, key]);
    return found.length > 0;
  }

  /** The next files of a member with all their uses; answers where their bytes are, nothing when there are none left. */
  async removeOf(ownerId: Id, count: number, folder: string): Promise<string[]> {
    const removed = await this.db.query<{ key: string }>(
      `with due as (select id from media_object where owner_id = $1 order by id limit $2 for update),
       gone as (
         delete from media_object o using due where o.id = due.id
         returning o.key, o.owner_id, o.upload, -1 as files, -o.bytes as bytes),
       ${bookedSql('gone')}
       ${keysGone('$3::text')}`,
      [ownerId, count, folder],
    );
    return removed.map(({ key }) => key);
  }

  /**
   * Looks at the next `count` files behind `after` that were uploaded a day ago, or do not come, and that nothing uses. Answers those that
   * nothing shows either, and the last of those looked at; null when there are no more behind it.
   */
  async listAbandoned(after: Id, count: number, folder: string): Promise<{ ids: Id[]; last: Id | null }> {
    const [found] = await this.db.query<{ ids: Id[]; last: Id | null }>(
      `with given as materialized (
         select id, owner_id, key from media_object o
          where id > $1 and ${isLeftSql}
            and not exists (select from media_use u where u.object_id = o.id)
          order by id limit $2),
       ${spareSql('$3::text')}
       select array(select id from spare order by id) as ids, (select max(id) from given having count(*) = $2) as last`,
      [after, count, folder],
    );
    return found!;
  }

  /** Of these keys those that no row has. */
  async listWithoutRow(keys: readonly string[]): Promise<string[]> {
    const found = await this.db.query<{ key: string }>(
      `select key from unnest($1::text[]) as key where not exists (select from media_object o where o.key = key.key)`,
      [keys],
    );
    return found.map(({ key }) => key);
  }
}
