import type { Id } from '#kernel/database';
import type { Viewer } from '#community/identity';
import { blockedSql, followsSql, friendSql, type Ties } from '#community/relations';

/** Who besides its author and the administrators may see a post; each level holds those below it. */
export const visibility = { nobody: 0, friends: 50, followers: 60, everybody: 90 } as const;

const fromWire = new Map([
  [0, visibility.everybody],
  [1, visibility.nobody],
  [2, visibility.friends],
  [3, visibility.followers],
] as [number, number][]);
const toWire = new Map([...fromWire].map(([wire, level]) => [level, wire]));

/** What the wire does not know is taken as private, in either direction. */
export const visibilityFromWire = (wire: number): number => fromWire.get(wire) ?? visibility.nobody;
export const visibilityToWire = (level: number): number => toWire.get(level) ?? 1;

export interface Guarded {
  readonly authorId: Id;
  readonly visibility: number;
  readonly deletedAt: Date | null;
}

/**
 * The one rule who may see a post, as a function and as SQL. Whatever shows, counts or changes something of a post
 * asks one of the two; post-visibility.int.spec.ts proves that they agree. A community for its members only has no
 * guests: its routes refuse them (`@Anyone()`), before anybody asks here.
 */
export function maySee(viewer: Viewer, post: Guarded, ties: Ties): boolean {
  if (post.deletedAt !== null) return false;
  if (!viewer) return post.visibility === visibility.everybody;
  if (viewer.isAdmin || viewer.id === post.authorId) return true;
  if (ties.isBlocked) return false;
  if (post.visibility === visibility.everybody) return true;
  if (post.visibility === visibility.followers) return ties.isFriend || ties.isFollowing;
  return post.visibility === visibility.friends && ties.isFriend;
}

/** Who looks, as SQL: parameters or columns. For a guest the id is null and `isAdmin` false. */
export interface ViewerSql {
  readonly id: string;
  readonly isAdmin: string;
}

/** What the rule comes to for everybody: literally as the partial indexes have it, so that they serve it. */
export const publicSql = (post = 'p'): string =>
  `${post}.visibility = ${visibility.everybody} and ${post}.deleted_at is null`;

/** The same rule as a condition on a row of post, `post` being its alias. */
export function maySeeSql(viewer: ViewerSql, post = 'p'): string {
  const author = `${post}.author_id`;
  return `(${post}.deleted_at is null and (
    ${viewer.isAdmin} or coalesce(${author} = ${viewer.id}, false)
    or (${post}.visibility = ${visibility.everybody}
        or ${post}.visibility in (${visibility.followers}, ${visibility.friends}) and ${friendSql(viewer.id, author)}
        or ${post}.visibility = ${visibility.followers} and ${followsSql(viewer.id, author)})
       and not ${blockedSql(viewer.id, author)}))`;
}
