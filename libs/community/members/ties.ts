// How members stand to each other, as SQL conditions over the names of two columns or parameters; for guests, null,
// they are false. Here, below the room that changes relations, because a member's card shows them.

export const followsSql = (viewer: string, author: string): string =>
  `exists (select from relation tie where tie.member_id = ${viewer} and tie.kind = 'follow' and tie.other_id = ${author})`;

/** A friendship is two rows, so either direction tells; this is the one that the primary key finds. */
export const friendSql = (viewer: string, author: string): string =>
  `exists (select from relation tie where tie.member_id = ${viewer} and tie.kind = 'friend' and tie.other_id = ${author})`;
