import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { lockOrder, type MediaSubject, memberPlaces } from '../media-object.js';
import { isLeftSql, spareSql } from '../media-objects.repository.js';
import { sitePictures } from '#community/site';

type Kind = Exclude<MediaSubject['kind'], 'site'>;

/** What a batch of subjects shows, compared with the uses that there are. */
export interface UsesBatch {
  readonly checked: number;
  readonly last: Id | null;
  readonly wrong: readonly Id[];
  /** Files that are shown and that no row knows, attachments without a file, and those with more than one. */
  readonly lost: number;
}

export interface MendedUses {
  readonly changed: number;
  /** Files that are used less than before. */
  readonly released: readonly Id[];
}

/** Of blocks with a file: attachments name none, there any one is right. `s` is the subject. */
const blocksOf = (table: string, condition: string): string => `
  select s.id as subject_id, (block ->> 'id')::bigint as block_id, block ->> 'media' as key
    from ${table} s cross join jsonb_array_elements(s.blocks) as block
   where s.deleted_at is null and ${condition}
     and (block ? 'media' or (block ->> 'type')::int in (7, 8))`;

/** By kind, its table and the rows (subject_id, block_id, key) that the subjects come to; `$3` is the tenant's folder. */
const subjects: Readonly<Record<Kind, { table: string; due: (condition: string) => string }>> = {
  post: { table: 'post', due: (condition) => `${blocksOf('post', condition)} and s.has_media` },
  comment: { table: 'comment', due: (condition) => blocksOf('comment', condition) },
  avatar: {
    table: 'member',
    due: (condition) => `
      select s.id as subject_id, own.place::bigint as block_id, $3::text || own.path as key
        from member s cross join lateral (values (${memberPlaces.avatar}, s.avatar), (${memberPlaces.cover}, s.cover)) as own (place, path)
       where own.path <> '' and ${condition}`,
  },
};

const uses = (kind: MediaSubject['kind'], condition: string): string => `
  select u.subject_id, u.block_id, u.object_id, o.key
    from media_use u join media_object o on o.id = u.object_id
   where u.subject = '${kind}' and ${condition}`;

const same = `due.subject_id = used.subject_id and due.block_id = used.block_id and coalesce(due.key, used.key) = used.key`;
/** CTEs: uses of what their subject does not show, and files that it shows without a use. */
const compared = `
  needless as (select used.* from used where not exists (select from due where ${same})),
  missing as (
    select due.subject_id, due.block_id, o.id as object_id
      from due left join media_object o on o.key = due.key where not exists (select from used where ${same}))`;

/** Has the subjects of one kind use what they are `due` to, in place of what they have `used`. */
const mendSql = (due: string, used: string, kind: string): string => `
  with due as materialized (${due}),
  used as materialized (${used}),
  ${compared},
  dropped as (
    delete from media_use u using needless n
     where u.subject = ${kind} and u.object_id = n.object_id and u.subject_id = n.subject_id and u.block_id = n.block_id
    returning u.object_id),
  added as (
    insert into media_use (object_id, subject, subject_id, block_id)
    select object_id, ${kind}, subject_id, block_id from missing where object_id is not null
    on conflict do nothing returning 1)
  select (select count(*) from dropped) + (select count(*) from added) as changed,
         array(select distinct object_id from dropped) as released`;

/** The community's own pictures, as its settings have them; `$1` is the tenant's folder. */
const sitePlaces = Object.values(sitePictures).map(({ key, place }) => `('${key}', ${place})`);
const siteDue = `
  select 0::bigint as subject_id, own.place::bigint as block_id, $1::text || btrim(setting.value, '"') as key
    from setting join (values ${sitePlaces.join(', ')}) as own (key, place) on own.key = setting.key`;

@Injectable()
export class MediaReconciliationRepository {
  constructor(private readonly db: TenantDatabase) {}

  async compare(kind: Kind, after: Id, count: number, folder: string): Promise<UsesBatch> {
    const { table, due } = subjects[kind];
    const among = (column: string) => `${column} > $1 and ${column} <= (select max(id) from batch)`;
    const [batch] = await this.db.query<UsesBatch & Row>(
      `with batch as materialized (select id from ${table} where id > $1 order by id limit $2),
       due as materialized (${due(among('s.id'))}),
       used as materialized (${uses(kind, among('u.subject_id'))}),
       doubled as (
         select from due join used using (subject_id, block_id) where due.key is null
          group by subject_id, block_id having count(*) > 1),
       ${compared}
       select (select count(*) from batch) as checked, (select max(id) from batch) as last,
              array(select subject_id from needless union
                    select subject_id from missing where object_id is not null order by 1) as wrong,
              (select count(*) from missing where object_id is null) + (select count(*) from doubled) as lost`,
      [after, count, ...(kind === 'avatar' ? [folder] : [])],
    );
    return batch!;
  }

  /** Whoever changes what a subject shows has its row locked. */
  async mend(kind: Kind, ids: readonly Id[], folder: string): Promise<MendedUses> {
    const { table, due } = subjects[kind];
    const [, [mended]] = await Promise.all([
      this.db.query(`select from ${table} where id = any($1) order by ${lockOrder(table)} for no key update`, [ids]),
      this.db.query<MendedUses & Row>(mendSql(due('s.id = any($2)'), uses(kind, 'u.subject_id = any($2)'), '$1'), [
        kind,
        ids,
        ...(kind === 'avatar' ? [folder] : []),
      ]),
    ]);
    return mended!;
  }

  /** Of the community itself; whoever changes its settings has their table locked. */
  async mendSite(folder: string): Promise<MendedUses & { checked: number; lost: number }> {
    const [, [mended]] = await Promise.all([
      this.db.query('lock table setting in share mode'),
      this.db.query<MendedUses & { checked: number; lost: number } & Row>(
        `${mendSql(siteDue, uses('site', 'true'), "'site'")},
                (select count(*) from due) as checked, (select count(*) from missing where object_id is null) as lost`,
        [folder],
      ),
    ]);
    return mended!;
  }

  /** Of the next files by id drops the uses of posts, comments and members that are not there at all. */
  async dropOfNobody(after: Id, count: number): Promise<{ checked: number; last: Id | null; released: Id[] }> {
    const [batch] = await this.db.query<{ checked: number; last: Id | null; released: Id[] }>(
      `with batch as materialized (select id from media_object where id > $1 order by id limit $2),
       used as materialized (
         select * from media_use where object_id > $1 and object_id <= (select max(id) from batch)),
       dropped as (
         delete from media_use u using used
          where u.object_id = used.object_id and u.subject = used.subject and u.subject_id = used.subject_id
            and u.block_id = used.block_id
            and case u.subject when 'post' then not exists (select from post where id = u.subject_id)
                               when 'comment' then not exists (select from comment where id = u.subject_id)
                               when 'avatar' then not exists (select from member where id = u.subject_id)
                               else false end
         returning u.object_id)
       select (select count(*) from used) as checked, (select max(id) from batch) as last,
              array(select object_id from dropped) as released`,
      [after, count],
    );
    return batch!;
  }

  /** Of the next files by id those that were uploaded a day ago, or do not come, and that nothing uses or shows. */
  async listAbandoned(
    after: Id,
    count: number,
    folder: string,
  ): Promise<{ checked: number; last: Id | null; abandoned: Id[] }> {
    const [batch] = await this.db.query<{ checked: number; last: Id | null; abandoned: Id[] }>(
      `with batch as materialized (
         select id, owner_id, key, created_at, state, upload from media_object where id > $1 order by id limit $2),
       given as materialized (
         select id, owner_id, key from batch o
          where ${isLeftSql}),
       ${spareSql('$3::text')}
       select (select count(*) from batch) as checked, (select max(id) from batch) as last,
              array(select id from spare order by id) as abandoned`,
      [after, count, folder],
    );
    return batch!;
  }
}
