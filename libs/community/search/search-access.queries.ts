import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { SearchAccess, SearchKind } from '#kernel/search-index';
import type { Viewer } from '#community/identity';
import { maySeeSql, visibility } from '#community/posts';
import { hiddenFromSql } from '#community/relations';
import { findableSql } from './found-members.queries.js';
import { indexTasks } from './search-tasks.js';

const shownToAll = { visibility: visibility.everybody, authors: 'anyone' } as const;

export interface PostAccess {
  readonly access: SearchAccess;
  /** Of the member of the name that was given; null where nobody has it. */
  readonly authorId: Id | null;
}

interface Relations {
  readonly friends: Id[];
  readonly followed: Id[];
  readonly hidden: Id[];
  readonly without: Id[];
}

const taskIds: Readonly<Record<SearchKind, string>> = {
  post: `(payload ->> '${indexTasks.post.field}')::bigint`,
  member: `(payload ->> '${indexTasks.member.field}')::bigint`,
  topic: `jsonb_array_elements_text(payload -> '${indexTasks.topics.field}')::bigint`,
};
const tasks: Readonly<Record<SearchKind, string>> = {
  post: indexTasks.post.task,
  member: indexTasks.member.task,
  topic: indexTasks.topics.task,
};

/** By the index of those that live, or of the few that are dead letters. */
const waiting = (kind: SearchKind, state: string): string => `
  select ${taskIds[kind]} as id from jobs.task
   where tenant_role = current_user and kind = '${tasks[kind]}' and state ${state}`;

/**
 * Ids of what has changed and is not indexed: it still waits for its task, or to be mirrored. Where a change waits for more
 * than 5 seconds to be mirrored nobody asks the mirror, so older ones do not matter.
 */
const changed = (kind: SearchKind): string => `
  (${waiting(kind, `<> 'dead'`)} union ${waiting(kind, `= 'dead'`)} union
   select id from cluster.search_change
    where tenant_role = current_user and kind = '${kind}' and changed_at > now() - interval '10 seconds') changed`;

/** Those of them that may not be shown as they are now, or that are gone. */
const without = (kind: SearchKind, mayBeShown: string): string => `
  array(select changed.id from ${changed(kind)} left join ${kind} r on r.id = changed.id
         where r.id is null or not ${mayBeShown})`;

/** What a viewer may find, as the index asks it, and what it may not show although it does not know yet. */
@Injectable()
export class SearchAccessQueries {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * The rule who may see a post (post-visibility.ts) by author and level. Who is muted or blocked is left out of what a
   * search finds, as of every list. One statement.
   */
  async ofPosts(viewer: Viewer, author = ''): Promise<PostAccess> {
    const maySee = maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' }, 'r');
    const [row] = await this.db.query<Relations & { authorId: Id | null } & Row>(
      `select array(select other_id from relation where member_id = $1 and kind = 'friend') as friends,
              array(select other_id from relation where member_id = $1 and kind = 'follow') as followed,
              ${hiddenFromSql('$1::bigint')} as hidden, ${without('post', maySee)} as without,
              (select id from member where lower(username) = lower($3) and deleted_at is null) as "authorId"`,
      [viewer?.id ?? null, viewer?.isAdmin ?? false, author],
    );
    return { access: postAccess(viewer, row!), authorId: row!.authorId };
  }

  /** Of members and topics: those who are not banned and want to be found, and nobody with a block in between. One statement. */
  async ofNames(viewer: Viewer): Promise<{ readonly member: SearchAccess; readonly topic: SearchAccess }> {
    const [row] = await this.db.query<{ blocked: Id[]; members: Id[]; topics: Id[] }>(
      `select array(select other_id from relation where member_id = $1 and kind = 'block'
                    union all select member_id from relation where other_id = $1 and kind = 'block') as blocked,
              ${without('member', findableSql('r'))} as members, ${without('topic', 'r.quote_count > 0')} as topics`,
      [viewer?.id ?? null],
    );
    const { blocked, members, topics } = row!;
    return { member: toAll(blocked, members), topic: toAll([], topics) };
  }
}

const toAll = (except: Id[], hidden: Id[]): SearchAccess => ({ always: 'anyone', levels: [], except, without: hidden });

function postAccess(viewer: Viewer, { friends, followed, hidden, without: gone }: Relations): SearchAccess {
  if (!viewer) return { always: [], levels: [shownToAll], except: [], without: gone };
  if (viewer.isAdmin) return toAll(hidden, gone);
  return {
    always: [viewer.id],
    levels: [
      shownToAll,
      { visibility: visibility.followers, authors: [...friends, ...followed] },
      { visibility: visibility.friends, authors: friends },
    ],
    except: hidden,
    without: gone,
  };
}
