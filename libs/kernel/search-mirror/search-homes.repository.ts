import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, Row } from '#kernel/database';
import type { StoredIndex } from '#kernel/search-index';
import { forgottenAfter } from './remembered.js';
import { fromTheBeginning } from './search-changes.repository.js';

/** A row of cluster.search_home. */
export interface SearchHome {
  readonly home: string;
  readonly index: string;
  /** Empty while the index is lost, and there is no other one yet. */
  readonly uuid: string;
  readonly next: string | null;
  readonly nextUuid: string | null;
}

export interface KeptHome extends SearchHome {
  /** Of the index; empty until the keeper has looked. */
  readonly layout: string;
  /** Lost for so long that nobody remembers that it was complete. */
  readonly isForgotten: boolean;
  /** Whether some community has its documents there. */
  readonly isUsed: boolean;
}

export const homeColumns = 'h.home, h.index_name as index, h.uuid, h.next_name as next, h.next_uuid as "nextUuid"';

/** Where software of two layouts runs side by side, it does not make the indexes of the other anew again and again. */
const renewedEvery = `interval '10 minutes'`;

/** The rows of cluster.search_home, with what their changes mean for the fills. */
@Injectable()
export class SearchHomesRepository {
  async list(database: ClusterDatabase): Promise<KeptHome[]> {
    return database.query<KeptHome & Row>(
      `select ${homeColumns}, layout,
              uuid = '' and changed_at < now() - ${forgottenAfter} as "isForgotten",
              exists (select from cluster.search_fill f where f.home = h.home) as "isUsed"
         from cluster.search_home h order by home`,
    );
  }

  async add(database: ClusterDatabase, { home, name, uuid, layout }: StoredIndex): Promise<void> {
    await database.query(
      `insert into cluster.search_home (home, index_name, uuid, layout) values ($1, $2, $3, $4) on conflict do nothing`,
      [home, name, uuid, layout],
    );
  }

  /** Who cuts texts in another way does not search in the home's index from now on. */
  async noteLayout(database: ClusterDatabase, { home, index }: SearchHome, layout: string): Promise<void> {
    await database.query(`update cluster.search_home set layout = $3 where home = $1 and index_name = $2`, [
      home,
      index,
      layout,
    ]);
  }

  /** Whether an index has another layout, and nobody is making all anew, or has just done so. */
  async isOutdated(database: ClusterDatabase, layout: string, by: string): Promise<boolean> {
    const [row] = await database.query<{ isOutdated: boolean }>(
      `select exists (select from cluster.search_home where uuid <> '' and layout not in ('', $1))
              and not exists (
                select from cluster.search_run where what = 'rebuild' and home = '*'
                   and (finished_at is null or requested_by = $2 and started_at > now() - ${renewedEvery})) as "isOutdated"`,
      [layout, by],
    );
    return row!.isOutdated;
  }

  /** From now on nobody searches in it, as soon as those who remember have forgotten. */
  async markLost(database: ClusterDatabase, { home, index }: SearchHome): Promise<void> {
    await database.transaction(async () => {
      await database.query(`update cluster.search_home set uuid = '', changed_at = now() where home = $1`, [home]);
      await database.query(`update cluster.search_fill set ${fromTheBeginning} where index_name = $1`, [index]);
    });
  }

  /** Another index stands for the home; all of it is to be put. */
  async replace(database: ClusterDatabase, { home, index }: SearchHome, by: StoredIndex): Promise<void> {
    await database.transaction(async () => {
      await database.query(
        `update cluster.search_home set index_name = $2, uuid = $3, layout = $4, changed_at = now() where home = $1`,
        [home, by.name, by.uuid, by.layout],
      );
      await database.query(
        `update cluster.search_fill set index_name = $2, ${fromTheBeginning} where index_name = $1`,
        [index, by.name],
      );
    });
  }

  /** What was to take its place is lost: whoever makes it has to begin anew. */
  async forgetNext(database: ClusterDatabase, { home, next }: SearchHome): Promise<void> {
    await database.transaction(async () => {
      await database.query(
        `update cluster.search_home set next_name = null, next_uuid = null
          where home = $1 and next_name = $2`,
        [home, next],
      );
      await database.query('delete from cluster.search_fill where index_name = $1', [next]);
    });
  }
}
