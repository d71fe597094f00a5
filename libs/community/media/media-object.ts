import type { Id } from '#kernel/database';

/** What shows files: a post, a comment, or a member's picture. */
export interface MediaSubject {
  readonly kind: 'post' | 'comment' | 'avatar';
  readonly id: Id;
}

export interface MediaUse {
  /** The object's key, with the tenant's folder. */
  readonly key: string;
  /** The block that shows it; 0 for a member's picture. */
  readonly blockId: Id;
}

export interface MediaObjectRow {
  readonly id: Id;
  readonly ownerId: Id;
  readonly key: string;
  readonly contentType: string;
  readonly size: number;
}

/** What a file is, once its bytes are known. */
export interface MediaFigures {
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

/** The numbers of the wire. */
export const mediaKind = { image: 1, video: 2, other: 3 } as const;

/** Files that are only handed out by signed links. */
export const isAttachment = (path: string): boolean => path.startsWith('attachment/');
