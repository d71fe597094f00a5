import { createHash } from 'node:crypto';
import { iconNames } from '../icons/icon-names.js';
import { isAttachment, type MediaState, type MediaVariant, variantKey } from '../media-object.js';

/** What the row of a file says about its reading. */
export interface ServedFile {
  /** With the tenant's folder. */
  readonly key: string;
  readonly contentType: string;
  /** Bytes of the uploaded file. */
  readonly size: number;
  readonly state: MediaState;
  readonly variants: Readonly<Record<string, MediaVariant>>;
  readonly hasOriginal: boolean;
  /** Something shows it, or has shown it until it was taken away. */
  readonly wasUsed: boolean;
  /** Something that everybody may see shows it. */
  readonly isPublic: boolean;
}

/** Shown once, but by nothing that everybody may see: only who has been given a signed address may read it. */
export const isGuarded = ({ wasUsed, isPublic }: ServedFile): boolean => wasUsed && !isPublic;

/** One object of the store, as it is answered. */
export interface ServedObject {
  readonly key: string;
  readonly type: string;
  readonly size: number;
  /** Of these bytes: those of a key never change. */
  readonly etag: string;
  /** Whether the same address will never answer other bytes. */
  readonly isFinal: boolean;
  /** Whether who accepts other formats would have been given another one. */
  readonly variesByAccept: boolean;
}

export interface Wish {
  /** Of its own path, or of a query; undefined for the file itself. */
  readonly variant?: string;
  /** The Accept header, where it may choose the format. */
  readonly accept?: string;
}

/** Which may stand in for which, best first. */
const substitutes: Readonly<Record<string, readonly string[]>> = {
  'thumb.webp': ['thumb.webp', 'avatar.webp', 'feed.webp'],
  'avatar.webp': ['avatar.webp', 'thumb.webp'],
  'feed.webp': ['feed.webp', 'avatar.webp', 'detail.webp'],
  'feed.avif': ['feed.avif', 'feed.webp'],
  'detail.webp': ['detail.webp', 'avatar.webp'],
  'play.mp4': ['play.mp4'],
  'poster.webp': ['poster.webp'],
  'posterthumb.webp': ['posterthumb.webp', 'poster.webp'],
  ...Object.fromEntries(iconNames.map((name) => [name, [name]])),
};
/** No film can stand in for its picture, and no picture for an icon. */
const withoutOriginal: ReadonlySet<string> = new Set(['poster.webp', 'posterthumb.webp', ...iconNames]);
/** Of a file whose uploaded bytes are gone, or need not be played: in their place, best first. */
const inPlace = ['play.mp4', 'detail.webp', 'avatar.webp', 'feed.webp'];

/** What is answered to who asks for this file so; null when there is no such thing. */
export function chooseObject(file: ServedFile, { variant, accept }: Wish): ServedObject | null {
  if (variant === undefined) return ofItself(file);
  if (!Object.hasOwn(substitutes, variant) || isAttachment(pathIn(file.key))) return null;
  const variesByAccept = accept !== undefined && 'feed.avif' in file.variants && variant === 'feed.webp';
  const asked = variesByAccept && acceptsAvif(accept) ? 'feed.avif' : variant;
  const name = substitutes[asked]!.find((one) => one in file.variants);
  if (name !== undefined) return { ...made(file, name), isFinal: file.state === 'ready', variesByAccept };
  if (withoutOriginal.has(variant)) return null;
  const itself = ofItself(file);
  return itself && { ...itself, isFinal: file.state === 'ready' && itself.isFinal, variesByAccept };
}

/** A film is played from what was made of it, once there is that; a picture stays as it was uploaded. */
function ofItself(file: ServedFile): ServedObject | null {
  const { key, contentType: type, size, hasOriginal, variants, state } = file;
  const isFinal = state !== 'pending' || type.startsWith('audio/');
  const name = hasOriginal && !('play.mp4' in variants) ? undefined : inPlace.find((one) => one in variants);
  if (name !== undefined) return { ...made(file, name), isFinal };
  return hasOriginal ? { key, type, size, etag: etagOf(key, size), isFinal, variesByAccept: false } : null;
}

function made({ key, variants }: ServedFile, name: string): Omit<ServedObject, 'isFinal'> {
  const { type, size } = variants[name]!;
  const own = variantKey(key, name);
  return { key: own, type, size, etag: etagOf(own, size), variesByAccept: false };
}

const etagOf = (key: string, size: number): string =>
  createHash('sha256').update(`${key}\n${size}`).digest('base64url').slice(0, 22);

const acceptsAvif = (accept: string): boolean =>
  /(^|[,\s])image\/avif\s*(;(?!\s*q=0(\.0*)?\s*(,|$))|,|$)/i.test(accept);

const pathIn = (key: string): string => key.replace(/^t\/\d+\//, '');
