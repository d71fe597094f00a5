import type { Id } from '#kernel/database';
import type { Attachment, SearchKind } from '../search-index.js';

/** Terms of what is filtered by. No word begins with a colon, so that the beginning of one never means them. */
export const kindTerm = (kind: SearchKind): string => `:is:${kind}`;
export const authorTerm = (authorId: Id): string => `:by:${authorId}`;
export const attachmentTerm = (attachment: Attachment): string => `:has:${attachment}`;
