import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { MediaState } from '../media-object.js';
import { bookedSql } from '../media-usage.repository.js';

export interface KnownFile {
  readonly id: Id;
  readonly key: string;
  readonly state: MediaState;
  readonly reason: string;
  readonly hasOriginal: boolean;
  readonly size: number;
  /** Bytes by the names of the variants. */
  readonly variants: Readonly<Record<string, number>>;
  /** Whether something else is booked than all of it takes. */
  readonly isMisbooked: boolean;
}

/** What an object really takes; without a variant the uploaded bytes. */
export interface RealSize {
  readonly id: Id;
  readonly variant?: string;
  readonly size: number;
}

/** In the reason of a file whose bytes are gone from the store. */
export const lostReason = 'lost';

/** All that the file `o` takes, as its row says. */
const takes = `
  (case when o.has_original then o.size else 0 end
   + coalesce((select sum((variant.value ->> 'size')::bigint) from jsonb_each(o.variants) as variant), 0))`;
/** Nothing is being done with it. */
const atRest = `(o.state = 'ready' or o.state = 'failed' and o.reason <> '${lostReason}')`;
const columns = `
  o.id, o.key, o.state, o.reason, o.has_original as "hasOriginal", o.size,
  (select coalesce(jsonb_object_agg(variant.key, variant.value -> 'size'), '{}') from jsonb_each(o.variants) as variant) as variants,
  ${atRest} and o.bytes <> ${takes} as "isMisbooked"`;

@Injectable()
export class StoreCheckRepository {
  constructor(private readonly db: TenantDatabase) {}

  async listByKey(keys: readonly string[]): Promise<KnownFile[]> {
    return this.db.query<KnownFile & Row>(`select ${columns} from media_object o where o.key = any($1)`, [keys]);
  }

  /** Of these paths in the tenant's store those where an upload has its bytes meanwhile, or what it names like that. */
  async listArriving(paths: readonly string[]): Promise<string[]> {
    const found = await this.db.query<{ path: string }>(
      `with way as materialized (
         select upload ->> 'incoming' as path from media_object where upload ->> 'incoming' is not null)
       select path from unnest($1::text[]) as path
        where exists (select from way where path.path = way.path or starts_with(path.path, way.path || '-'))`,
      [paths],
    );
    return found.map(({ path }) => path);
  }

  /** The next files behind `after` that no upload can still be about. */
  async listArrived(after: Id, count: number): Promise<KnownFile[]> {
    return this.db.query<KnownFile & Row>(
      `select ${columns} from media_object o
        where o.id > $1 and o.state <> 'uploading' and o.created_at < now() - interval '24 hours' order by o.id limit $2`,
      [after, count],
    );
  }

  /** In the open unit of work, as all that follow: what they really take, where nothing is being done with the file. */
  async setSizes(sizes: readonly RealSize[]): Promise<void> {
    const ids = sizes.map(({ id }) => id);
    await this.db.query('select from media_object where id = any($1) order by id for no key update', [ids]);
    await this.db.query(
      `with given as (select * from unnest($1::bigint[], $2::text[], $3::bigint[]) as given (id, variant, size))
       update media_object o
          set size = coalesce((select size from given where given.id = o.id and given.variant = ''), o.size),
              variants = o.variants || coalesce(
                (select jsonb_object_agg(given.variant, (o.variants -> given.variant) || jsonb_build_object('size', given.size))
                   from given where given.id = o.id and o.variants ? given.variant), '{}')
        where o.id = any($1) and ${atRest}`,
      [ids, sizes.map(({ variant }) => variant ?? ''), sizes.map(({ size }) => size)],
    );
  }

  /** Books what these files take. */
  async book(ids: readonly Id[]): Promise<void> {
    await this.db.query(
      `with was as (
         select id, bytes from media_object o where id = any($1) and ${atRest} order by id for no key update),
       changed as (
         update media_object o set bytes = ${takes} from was where o.id = was.id and o.bytes <> ${takes}
         returning o.owner_id, 0 as files, o.bytes - was.bytes as bytes),
       ${bookedSql('changed')}
       select`,
      [ids],
    );
  }

  /** Its variants and what is booked stay as they are: perhaps this is another store, and the right one comes back. */
  async markLost(id: Id): Promise<boolean> {
    const marked = await this.db.query(
      `update media_object set state = 'failed', reason = '${lostReason}'
        where id = $1 and state <> 'uploading' and reason <> '${lostReason}' returning id`,
      [id],
    );
    return marked.length > 0;
  }

  /** Of a file that was lost: is to be made ready anew, or is as it was where there is nothing to make it from. */
  async bringBack(id: Id): Promise<boolean> {
    const back = await this.db.query(
      `update media_object set state = case when has_original then 'pending' else 'ready' end, reason = ''
        where id = $1 and state = 'failed' and reason = '${lostReason}' returning id`,
      [id],
    );
    return back.length > 0;
  }

  /** These variants are to be made anew from the uploaded bytes. */
  async forgetVariants(id: Id, names: readonly string[]): Promise<boolean> {
    const changed = await this.db.query(
      `with was as (select id, bytes from media_object where id = $1 and state = 'ready' for no key update),
       changed as (
         update media_object o
            set state = 'pending', variants = o.variants - $2::text[],
                bytes = greatest(0, o.bytes - (select coalesce(sum((o.variants -> name ->> 'size')::bigint), 0)
                                                 from unnest($2::text[]) as name))
           from was where o.id = was.id
         returning o.owner_id, 0 as files, o.bytes - was.bytes as bytes),
       ${bookedSql('changed')}
       select 1 from changed`,
      [id, names],
    );
    return changed.length > 0;
  }
}
