import type { Id } from '#kernel/database';
import type { Viewer } from '#community/identity';
import { memberRevisionSql } from '#community/members';
import { maySeeSql, publicSql } from './post-visibility.js';

/** A post in a list: which one, and whether the card that is known of it is still right. */
export interface PostRef {
  readonly id: Id;
  /** Of the post, its author, and what it quotes as far as the viewer may see that: as text, to be compared. */
  readonly revision: string;
  /** Null also where the viewer may not see it. */
  readonly quotedId: Id | null;
}

/**
 * What a row and its author's say, in short: the transaction that wrote the row, and a hash of what a card shows of the
 * member, whose row changes with each of their posts.
 */
const revisionSql = (post: string, member: string): string => `${post}.xmin || '.' || ${memberRevisionSql(member)}`;

/** The columns of a `PostRef`, of rows `p` and `m`. `viewer`: parameter with the viewer's id. */
export const postRefSql = (viewer: Viewer, parameter: string): string => `
  p.id || ' ' || ${revisionSql('p', 'm')} || case when p.quoted_id is null then '' else coalesce(
    (select ' ' || q.id || ' ' || ${revisionSql('q', 'qm')} from post q join member qm on qm.id = q.author_id
      where q.id = p.quoted_id and ${viewer ? maySeeSql({ id: parameter, isAdmin: String(viewer.isAdmin) }, 'q') : publicSql('q')}),
    ' 0') end`;

/** The columns by which a row of a card tells its part of the revision. */
export const postRevisionColumn = `${revisionSql('p', 'm')} as revision`;

/** Of `postRefSql`. */
export function postRef(text: string): PostRef {
  const [id, own, quotedId, quoted] = text.split(' ');
  return {
    id: Number(id),
    revision: quotedId === undefined ? own! : `${own} ${quotedId} ${quoted ?? ''}`, // '… 0 ' where it may not be seen
    quotedId: Number(quotedId) || null,
  };
}
