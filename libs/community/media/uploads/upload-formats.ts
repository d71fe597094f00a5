import { isObjectKey } from '#kernel/objects';
import { mediaKind } from '../media-object.js';

const MiB = 1024 * 1024;

/** The sort of file that a format belongs to. */
type Family = 'picture' | 'film' | 'sound' | 'archive';

export interface UploadFormat {
  readonly family: Family;
  readonly extension: string;
  /** What it is served as. */
  readonly contentType: string;
  /** What the first bytes may say; `fileTypeOf` tells. */
  readonly found: readonly string[];
}

export interface UploadType {
  /** Its name on the wire, and where its files lie. */
  readonly name: string;
  readonly family: Family;
  readonly kind: number;
  readonly largest: number;
  /** The setting that can switch it off. */
  readonly feature?: 'allowTweetVideo' | 'allowTweetAttachment';
}

const types: readonly UploadType[] = [
  { name: 'public/image', family: 'picture', kind: mediaKind.image, largest: 10 * MiB },
  { name: 'public/avatar', family: 'picture', kind: mediaKind.image, largest: MiB },
  { name: 'public/video', family: 'film', kind: mediaKind.video, largest: 100 * MiB, feature: 'allowTweetVideo' },
  { name: 'public/audio', family: 'sound', kind: mediaKind.other, largest: 20 * MiB },
  { name: 'attachment', family: 'archive', kind: mediaKind.other, largest: 100 * MiB, feature: 'allowTweetAttachment' },
];

export const uploadTypes: ReadonlyMap<string, UploadType> = new Map(types.map((type) => [type.name, type]));

/** Bytes that a file may have at most, of whatever type. */
export const largestFile = Math.max(...types.map(({ largest }) => largest));

/** By where the file lies in the store; undefined for what no upload could have made. */
export const typeAt = (path: string): UploadType | undefined =>
  types.find(({ name }) => path.startsWith(`${name}/`) && isObjectKey(path));

/** More than any form with one file that is taken. */
export const largestForm = 101 * MiB;

/** What a file is taken for whose form has not said its type yet; the first of its family allows most. */
export const typeFor = ({ family }: UploadFormat): UploadType => types.find((type) => type.family === family)!;

const format =
  (family: Family) =>
  (extension: string, contentType: string, ...alsoFound: string[]): UploadFormat => ({
    family,
    extension,
    contentType,
    found: [contentType, ...alsoFound],
  });
const [picture, film, sound] = [format('picture'), format('film'), format('sound')];
const mp3 = sound('mp3', 'audio/mpeg');
const m4a = sound('m4a', 'audio/mp4', 'audio/x-m4a', 'video/mp4');
const wav = sound('wav', 'audio/wav');
const zip = format('archive')('zip', 'application/zip');

/** By the type that a client declares. Some say the same in several ways. */
export const uploadFormats: ReadonlyMap<string, UploadFormat> = new Map([
  ['image/png', picture('png', 'image/png', 'image/apng')],
  ['image/jpeg', picture('jpeg', 'image/jpeg')],
  ['image/jpg', picture('jpg', 'image/jpeg')],
  ['image/gif', picture('gif', 'image/gif')],
  ['image/webp', picture('webp', 'image/webp')],
  ['video/mp4', film('mp4', 'video/mp4', 'video/x-m4v')],
  ['video/quicktime', film('mov', 'video/quicktime')],
  ['audio/mpeg', mp3],
  ['audio/mp3', mp3],
  ['audio/mp4', m4a],
  ['audio/x-m4a', m4a],
  ['audio/ogg', sound('ogg', 'audio/ogg', 'audio/ogg; codecs=opus', 'application/ogg')],
  ['audio/wav', wav],
  ['audio/x-wav', wav],
  ['application/zip', zip],
  ['application/x-zip', zip],
  ['application/x-zip-compressed', zip],
  ['application/octet-stream', zip],
]);
