import type { Viewer } from '#community/identity';
import { maySeeSql, publicSql } from '#community/posts';

/** Which rows `p` of post a list has, and in which order. */
export interface PostSource {
  /** Under which its pages are kept, beside the viewer. */
  readonly name: string;
  /** Tables that decide which rows there are, beside those of posts, members and relations. */
  readonly reads?: readonly string[];
  /** `post p`, if not told otherwise. */
  readonly from?: string;
  /** In this and what follows, `$1` and so on are `values`. */
  readonly where: string;
  readonly order: string;
  /** The columns of `order`, where a page can begin behind a row: all of `p`, the largest first. */
  readonly place?: Place;
  /** Instead of all three, where ids are found otherwise: with places for the two parameters of the page, and a condition. */
  readonly ids?: (limit: string, offset: string, behind: string) => string;
  readonly values: readonly unknown[];
  /** Array of the authors who are left out, and are so beside `where`: the number that is remembered counts them. */
  readonly hidden?: string;
  /** Under which the number of its rows is remembered; without it they are counted for every page. */
  readonly key?: string;
  /** Whether it depends on how the viewer stands to others. */
  readonly isPersonal?: boolean;
}

/** Columns with their types. */
export type Place = readonly (readonly [column: string, type: string])[];

export const activity: Place = [
  ['p.is_top', 'boolean'],
  ['p.latest_replied_at', 'timestamptz'],
  ['p.id', 'bigint'],
];

export const byActivity = (post: string): string =>
  `${post}.is_top desc, ${post}.latest_replied_at desc, ${post}.id desc`;

/** Tells viewers apart who may see different posts. */
export const viewerKey = (viewer: Viewer): string => (viewer ? `${viewer.id}${viewer.isAdmin ? ' admin' : ''}` : '');

/** `id` is the parameter with the viewer's id, which a guest has none of. */
export const visibleTo = (viewer: Viewer, id: string): string =>
  viewer ? maySeeSql({ id, isAdmin: String(viewer.isAdmin) }) : publicSql();
