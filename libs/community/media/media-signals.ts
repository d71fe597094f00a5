import type { Id } from '#kernel/database';

/** That a file of this member's is ready to be shown, or has turned out to be none. */
export const mediaSignal = (ownerId: Id): string => `media:${ownerId}`;
