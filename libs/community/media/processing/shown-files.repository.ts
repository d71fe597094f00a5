import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { isPendingSql } from '#kernel/jobs';
import { lockOrder, type MediaSubject } from '../media-object.js';

/** What has blocks: they carry `file`, a copy of what readers need to know of a file before they ask for it. */
export type BlockSubject = Extract<MediaSubject['kind'], 'post' | 'comment'>;

/** The `file` of a block, by the row `o`. The file of an attachment is nobody's business but for its size. */
const fileSql = `
  case when split_part(o.key, '/', 3) = 'attachment' then jsonb_build_object('state', o.state, 'size', o.size)
       else jsonb_strip_nulls(jsonb_build_object(
              'state', o.state, 'width', o.width, 'height', o.height, 'ms', nullif(o.duration_ms, 0),
              'hash', nullif(o.thumbhash, ''), 'animated', nullif(o.animated, false), 'reason', nullif(o.reason, ''),
              'variants', (select coalesce(jsonb_agg(name order by name), '[]') from jsonb_object_keys(o.variants) name)))
  end`;

/** The blocks of the subject `s` with what there is to know of their files now. */
const blocksSql = (kind: BlockSubject): string => `
  (select jsonb_agg(block - 'file' || coalesce(shown.file, '{}') order by place)
     from jsonb_array_elements(s.blocks) with ordinality as given (block, place)
     left join lateral (
       select jsonb_build_object('file', ${fileSql}) as file
         from media_use u join media_object o on o.id = u.object_id
        where u.subject = '${kind}' and u.subject_id = s.id and u.block_id = (block ->> 'id')::bigint
        order by o.id limit 1) shown on true)`;

const rewriteSql = (kind: BlockSubject): string => `
  update ${kind} s set blocks = ${blocksSql(kind)}
   where s.id = any($1) and s.deleted_at is null and s.blocks <> '[]' and s.blocks <> ${blocksSql(kind)} returning s.id`;

/** A post or comment is not edited by this: its revision and its times stay. */
@Injectable()
export class ShownFilesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** In the open unit of work, which has the subject locked and its files kept from changing. */
  async write(kind: BlockSubject, id: Id): Promise<void> {
    await this.db.query(rewriteSql(kind), [[id]]);
  }

  /**
   * After the file has changed. Each subject is locked before it is read, and alone, so that nobody who holds it waits
   * for another one in turn. Who takes the file from now on writes it as it is.
   */
  async writeAll(objectId: Id): Promise<void> {
    const subjects = await this.db.query<{ kind: BlockSubject; id: Id } & Row>(
      `select distinct subject as kind, subject_id as id from media_use
        where object_id = $1 and subject in ('post', 'comment') order by 1, 2`,
      [objectId],
    );
    for (const { kind, id } of subjects) await this.db.transaction(() => this.lockAndRewrite(kind, [id]));
  }

  /** In the open unit of work, in a statement behind that of the lock: it sees the files of whoever had it before. */
  async lockAndRewrite(kind: BlockSubject, ids: readonly Id[]): Promise<number> {
    const [, rewritten] = await Promise.all([
      this.db.query(`select from ${kind} where id = any($1) order by ${lockOrder(kind)} for no key update`, [ids]),
      this.db.query(rewriteSql(kind), [ids]),
    ]);
    return rewritten.length;
  }

  /** Of the next subjects by id those whose blocks say something else of their files than is so, and is not about to. */
  async compare(kind: BlockSubject, after: Id, count: number): Promise<{ checked: number; last: Id; wrong: Id[] }> {
    const [batch] = await this.db.query<{ checked: number; last: Id; wrong: Id[] } & Row>(
      `with batch as materialized (select id, blocks, deleted_at from ${kind} where id > $1 order by id limit $2)
       select (select count(*) from batch) as checked, (select max(id) from batch) as last,
              array(select s.id from batch s
                     where s.deleted_at is null and s.blocks <> '[]'
                       and (s.blocks @? '$[*].file' or exists (
                              select from media_use u where u.subject = '${kind}' and u.subject_id = s.id))
                       and not exists (
                             select from media_use u where u.subject = '${kind}' and u.subject_id = s.id
                                and ${isPendingSql('media.process', 'objectId', 'u.object_id')})
                       and s.blocks <> ${blocksSql(kind)} order by s.id) as wrong`,
      [after, count],
    );
    return batch!;
  }
}
