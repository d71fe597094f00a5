import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, Row } from '#kernel/database';
import { changedRolesSql } from './search-changes.repository.js';
import { behindAfter } from './search-fills.repository.js';

export interface HomeFigures {
  readonly home: string;
  readonly index: string;
  /** Lost, and not made again yet. */
  readonly isLost: boolean;
  readonly next: string | null;
  /** Communities that have all they have in the index, and in the next one. */
  readonly tenants: number;
  readonly verified: number;
  readonly nextVerified: number;
}

export interface FillError {
  readonly role: string;
  readonly index: string;
  readonly error: string;
}

/** Of communities, by the index that they search in. */
export interface MirrorFigures {
  readonly verified: number;
  readonly filling: number;
  /** Those of them that are searched in PostgreSQL because changes are waiting for too long. */
  readonly behind: number;
  /** Counted up to 10,000 in each cluster. */
  readonly changes: number;
  /** For how many seconds the oldest one has been waiting. */
  readonly oldestChange: number | null;
  readonly errors: readonly FillError[];
}

const mostErrors = 20;
/** Counted no further: it is asked for every few seconds. */
const mostChanges = 10_000;

/** The rows of the mirror in figures. */
@Injectable()
export class SearchStatusQueries {
  async homes(database: ClusterDatabase): Promise<HomeFigures[]> {
    return database.query<HomeFigures & Row>(
      `select h.home, h.index_name as index, h.uuid = '' as "isLost", h.next_name as next, fills.*
         from cluster.search_home h cross join lateral (
           select count(*) filter (where f.index_name = h.index_name) as tenants,
                  count(f.verified_at) filter (where f.index_name = h.index_name) as verified,
                  count(f.verified_at) filter (where f.index_name = h.next_name) as "nextVerified"
             from cluster.search_fill f where f.home = h.home) fills
        order by h.home`,
    );
  }

  async figures(database: ClusterDatabase): Promise<MirrorFigures> {
    const [row] = await database.query<MirrorFigures & Row>(
      `with recursive ${changedRolesSql},
       fill as (
         select f.verified_at is not null as is_verified, c.changed_at < now() - ${behindAfter} as is_late
           from cluster.search_fill f left join changed c using (tenant_role) where f.is_serving),
       failed as (
         select tenant_role as role, index_name as index, error from cluster.search_fill
          where error is not null order by changed_at desc limit ${mostErrors})
       select count(*) filter (where is_verified) as verified, count(*) filter (where not is_verified) as filling,
              count(*) filter (where is_verified and is_late) as behind,
              (select count(*) from (select from cluster.search_change limit ${mostChanges}) counted) as changes,
              (select greatest(0, extract(epoch from now() - min(changed_at)))::float8
                 from changed having count(*) > 0) as "oldestChange",
              coalesce((select jsonb_agg(failed) from failed), '[]') as errors
         from fill`,
    );
    return row!;
  }
}
