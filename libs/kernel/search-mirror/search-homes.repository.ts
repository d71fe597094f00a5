import { Injectable } from '@nestjs/common';
import type { ClusterDatabase, Row } from '#kernel/database';
import type { StoredIndex } from '#kernel/search-index';
import { fromTheBeginning } from './search-changes.repository.js';

export interface SearchHome {
  readonly home: string;
  readonly index: string;
  /** Empty while the index is lost, and there is no other one yet. */
  readonly uuid: string;
  readonly next: string | null;
  readonly nextUuid: string | null;
  /** Lost for so long that nobody remembers that it was complete. */
  readonly isForgotten: boolean;
}

/** Longer than `ServingHomes` remembers. */
const forgottenAfter = `interval '2 seconds'`;

/** The rows of cluster.search_home, with what their changes mean for the fills. */
@Injectable()
export class SearchHomesRepository {
  async list(database: ClusterDatabase): Promise<SearchHome[]> {
    return database.query<SearchHome & Row>(
      `select home, index_name as index, uuid, next_name as next, next_uuid as "nextUuid",
              uuid = '' and changed_at < now() - ${forgottenAfter} as "isForgotten"
         from cluster.search_home order by home`,
    );
  }

  async add(database: ClusterDatabase, { home, name, uuid }: StoredIndex): Promise<void> {
    await database.query(
      `insert into cluster.search_home (home, index_name, uuid) values ($1, $2, $3) on conflict do nothing`,
      [home, name, uuid],
    );
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
        `update cluster.search_home set index_name = $2, uuid = $3, changed_at = now() where home = $1`,
        [home, by.name, by.uuid],
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
