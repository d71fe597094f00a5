// How members stand to each other, as SQL conditions over the names of two columns or parameters; for guests, null,
// they are false. Here, below the room that changes relations, because a member's card shows them.

const tied = (kind: 'follow' | 'friend' | 'block' | 'mute', member: string, other: string): string =>
  `exists (select from relation tie where tie.member_id = ${member} and tie.kind = '${kind}' and tie.other_id = ${other})`;

export const followsSql = (viewer: string, author: string): string => tied('follow', viewer, author);

/** A friendship is two rows, so either direction tells; this is the one that the primary key finds. */
export const friendSql = (viewer: string, author: string): string => tied('friend', viewer, author);

/** The first has blocked the second; whether the second has blocked the first, nobody else is told. */
export const blocksSql = (member: string, other: string): string => tied('block', member, other);

export const mutesSql = (member: string, other: string): string => tied('mute', member, other);

/** One has blocked the other, whoever it was: neither sees what the other writes. */
export const blockedSql = (viewer: string, author: string): string =>
  `(${blocksSql(viewer, author)} or ${blocksSql(author, viewer)})`;

/** Array of those whose writing is left out of the viewer's lists: muted, blocked, or blocking. Asked once per statement. */
export const hiddenFromSql = (viewer: string): string =>
  `array(select other_id from relation where member_id = ${viewer} and kind in ('block', 'mute')
         union all select member_id from relation where other_id = ${viewer} and kind = 'block')`;

/** What a viewer is to a member. */
export interface Ties {
  readonly isFollowing: boolean;
  readonly isFriend: boolean;
  /** One has blocked the other, whoever it was. */
  readonly isBlocked: boolean;
}

export const noTies: Ties = Object.freeze({ isFollowing: false, isFriend: false, isBlocked: false });

/** The columns of `Ties`. */
export const tiesSql = (viewer: string, other: string): string =>
  `${followsSql(viewer, other)} as "isFollowing", ${friendSql(viewer, other)} as "isFriend",
   ${blockedSql(viewer, other)} as "isBlocked"`;
