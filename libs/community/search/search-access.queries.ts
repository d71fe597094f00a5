import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { SearchAccess } from '#kernel/search-index';
import type { Member, Viewer } from '#community/identity';
import { visibilityFromWire } from '#community/posts';
import { hiddenFromSql } from '#community/relations';

const [everybody, friends, followers] = [0, 2, 3].map(visibilityFromWire) as [number, number, number];
const shownToAll = { visibility: everybody, authors: 'anyone' } as const;

interface Relations {
  readonly friends: Id[];
  readonly followed: Id[];
  readonly hidden: Id[];
}

/**
 * The rule who may see a post (post-visibility.ts), as the index asks it: by author and level. Who is muted or blocked
 * is left out of what a search finds, as of every list.
 */
@Injectable()
export class SearchAccessQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** One statement; none for a guest. */
  async of(viewer: Viewer): Promise<SearchAccess> {
    if (!viewer) return { always: [], levels: [shownToAll], except: [], without: [] };
    const related = await this.relationsOf(viewer);
    if (viewer.isAdmin) return { always: 'anyone', levels: [], except: related.hidden, without: [] };
    return {
      always: [viewer.id],
      levels: [
        shownToAll,
        { visibility: followers, authors: [...related.friends, ...related.followed] },
        { visibility: friends, authors: related.friends },
      ],
      except: related.hidden,
      without: [],
    };
  }

  private async relationsOf({ id }: Member): Promise<Relations> {
    const [row] = await this.db.query<Relations & Record<string, unknown>>(
      `select array(select other_id from relation where member_id = $1 and kind = 'friend') as friends,
              array(select other_id from relation where member_id = $1 and kind = 'follow') as followed,
              ${hiddenFromSql('$1::bigint')} as hidden`,
      [id],
    );
    return row!;
  }
}
