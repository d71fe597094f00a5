/** What has become of a friend request, as the row has it and the wire tells it. */
export const requestState = { waiting: 1, accepted: 2, refused: 3, ended: 4 } as const;

/** Without limits, whoever is refused or takes requests back could fill somebody's messages. */
export const requestLimits = {
  /** Requests of one member that nobody has answered yet. */
  waiting: 200,
  /** How often somebody may ask the same member again before they have to wait a day each time. */
  roundsAtOnce: 5,
  noteLength: 255,
} as const;

export interface FriendRequest {
  readonly state: number;
  readonly round: number;
  /** It was last made less than a day ago. */
  readonly isRecent: boolean;
}

export const isWaiting = (request: FriendRequest | null): boolean => request?.state === requestState.waiting;

/** Asked so often that it has to rest. */
export const isTiring = (request: FriendRequest | null): boolean =>
  request !== null && request.round >= requestLimits.roundsAtOnce && request.isRecent;
