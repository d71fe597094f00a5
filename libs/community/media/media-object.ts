import type { Id } from '#kernel/database';

/** What shows files: a post, a comment, a member by their pictures, or the community by its own (its id is 0). */
export interface MediaSubject {
  readonly kind: 'post' | 'comment' | 'avatar' | 'site';
  readonly id: Id;
}

export interface MediaUse {
  /** The object's key, with the tenant's folder. */
  readonly key: string;
  /** The block that shows it; of a member or the community, which of their pictures it is. */
  readonly blockId: Id;
}

/** Which picture of a member is which, among the uses of `avatar`. */
export const memberPlaces = { avatar: 0, cover: 1 } as const;

/** See migrations/tenant/0007_media.sql. */
export type MediaState = 'uploading' | 'pending' | 'ready' | 'failed';

/** Something made of an uploaded file, kept beside it under `variantKey`. */
export interface MediaVariant {
  readonly type: string;
  readonly size: number;
  /** Of what has none, 0. */
  readonly width: number;
  readonly height: number;
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

/** Where files are on their way to their own keys: never served, and known by `upload` of their rows. */
export const isIncoming = (path: string): boolean => path.startsWith('incoming/');

/**
 * Of the variant of a file: `feed.webp` of `…/22.png` is `…/22.png-feed.webp`. So whatever belongs to a file begins with
 * its key, and no upload can have such a name.
 */
export const variantKey = (key: string, name: string): string => `${key}-${name}`;

/** The other way round: what is asked for, and which variant of it; undefined for the file itself. */
export function splitVariant(path: string): { readonly path: string; readonly variant?: string } {
  const match = /^(.+\.[a-z0-9]+)-([a-z][a-z0-9]*\.[a-z0-9]+)$/.exec(path);
  return match ? { path: match[1]!, variant: match[2]! } : { path };
}

/** In which everybody locks several rows of a table: posts like quotes, from the younger to the older. */
export const lockOrder = (table: string): string => (table === 'post' ? 'id desc' : 'id');
