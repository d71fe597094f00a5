import type { Id } from '#kernel/database';
import { AppError, InvalidRequest } from '#kernel/http';
import { parseUrl } from '#kernel/url';
import type { MediaUse } from '#community/media';

/** The numbers of the wire. An attachment is sold when the post has a price; whoever sends which of the two. */
export const blockType = {
  title: 1,
  text: 2,
  image: 3,
  video: 4,
  audio: 5,
  link: 6,
  attachment: 7,
  soldAttachment: 8,
} as const;

/** A block of a request, before it has an id. */
export interface NewBlock {
  /** Of a block that an edit leaves as it is. */
  readonly id?: Id;
  readonly type: number;
  readonly sort: number;
  /** Text or address; of an uploaded file `media`, its key, instead. */
  readonly content?: string;
  readonly media?: string;
  /** What a picture or film shows, in words. */
  readonly alt?: string;
}

export interface BlockRules {
  readonly types: readonly number[];
  readonly textLength: number;
  readonly blocks: number;
  readonly media: number;
  readonly links: number;
  /** What the refusal of a foreign or unknown file is called. */
  readonly refusal: 'post.not-published' | 'comment.not-published';
  /** Types that the community has switched off, with what is said of it. */
  readonly off?: ReadonlyMap<number, string>;
}

/** Finds the keys of files. */
export interface MediaKeys {
  keyOf(url: string): string | null;
  /** Of an attachment that is there already, whose address nobody knows. */
  keyOfBlock?(id: Id): string | null;
}

const texts: readonly number[] = [blockType.title, blockType.text];
const attachments: readonly number[] = [blockType.attachment, blockType.soldAttachment];
const shownFiles: readonly number[] = [blockType.image, blockType.video, blockType.audio];
const described: readonly number[] = [blockType.image, blockType.video];
/** Where uploads of each kind are kept: what is sold must not lie where everybody may read it. */
const folders: ReadonlyMap<number, RegExp> = new Map([
  [blockType.image, /^t\/\d+\/public\/(image|avatar)\//],
  [blockType.video, /^t\/\d+\/public\/video\//],
  [blockType.audio, /^t\/\d+\/public\/audio\//],
  [blockType.attachment, /^t\/\d+\/attachment\//],
  [blockType.soldAttachment, /^t\/\d+\/attachment\//],
]);
const longestAddress = 2000;
const longestAlt = 1000;
const furthest = 2 ** 31 - 1;

/** What posts and comments may hold; which of it, their rules say. */
export const blockTypes = { texts, shownFiles, attachments } as const;

export const isAttachment = ({ type }: { readonly type: number }): boolean => attachments.includes(type);
const hasFile = ({ media }: NewBlock): boolean => media !== undefined;

/** Length as a person counts it: a character outside the first plane is one, not two. */
export const lengthOf = (text: string): number => (text.length > 100_000 ? text.length : Array.from(text).length);

/**
 * A block as its row holds it. Of an attachment neither key nor address: whoever may have the file finds it by the id
 * of the block.
 */
export function storedBlock({ media, ...block }: NewBlock): object {
  if (isAttachment(block)) return { ...block, content: '' };
  return media === undefined ? block : { ...block, media };
}

/** Which block shows or carries which file; `ids` are those that the blocks were given, in their order. */
export const mediaUses = (blocks: readonly NewBlock[], ids: readonly Id[]): MediaUse[] =>
  blocks.flatMap(({ media: key }, index) => (key === undefined ? [] : [{ key, blockId: ids[index]! }]));

/** The blocks of a request in their order, or a refusal that says what is wrong; none is left out in silence. */
export function composeBlocks(contents: readonly unknown[], rules: BlockRules, media: MediaKeys): NewBlock[] {
  if (contents.length > rules.blocks) throw new InvalidRequest([`contents must have at most ${rules.blocks} blocks`]);
  const blocks = contents.flatMap((given, index) =>
    isEmptyLink(given) ? [] : compose(given, `contents.${index}`, rules, media),
  );
  refuseTooMuch(blocks, rules);
  return blocks.toSorted((one, other) => one.sort - other.sort);
}

/** The original's composer sends each row of its links, also one in which nothing was written. */
function isEmptyLink(given: unknown): boolean {
  const { type, content } = (given ?? {}) as Partial<Record<string, unknown>>;
  return type === blockType.link && typeof content === 'string' && content.trim() === '';
}

function refuseTooMuch(blocks: readonly NewBlock[], rules: BlockRules): void {
  const written = blocks.filter(({ type }) => texts.includes(type)).map(({ content }) => content!);
  if (!written.some((text) => text.trim())) throw new InvalidRequest(['contents must have a text that is not empty']);
  if (written.reduce((sum, text) => sum + lengthOf(text), 0) > rules.textLength)
    throw new InvalidRequest([`contents must have at most ${rules.textLength} characters of text`]);
  if (blocks.filter(hasFile).length > rules.media)
    throw new InvalidRequest([`contents must have at most ${rules.media} files`]);
  if (blocks.filter(({ type }) => type === blockType.link).length > rules.links)
    throw new InvalidRequest([`contents must have at most ${rules.links} links`]);
  const kept = blocks.flatMap(({ id }) => id ?? []);
  if (new Set(kept).size < kept.length) throw new InvalidRequest(['contents must name each block once']);
}

interface GivenBlock {
  readonly id: unknown;
  readonly type: number;
  readonly sort: number;
  readonly content: string;
  readonly alt: unknown;
}

function compose(given: unknown, at: string, rules: BlockRules, media: MediaKeys): NewBlock {
  const block = partsOf(given, at);
  const { type, sort, content } = block;
  if (!rules.types.includes(type)) throw new InvalidRequest([`${at}.type must be one of ${rules.types.join(', ')}`]);
  const off = rules.off?.get(type);
  if (off !== undefined) throw new AppError('site.feature-off', {}, off);
  if (texts.includes(type)) return { type, sort, content };
  if (type === blockType.link) return { type, sort, content: addressOf(content, at) };
  const file = keptFile(block, media) ?? givenFile(block, at, media);
  if (file) return file;
  throw new AppError(rules.refusal, { fields: [`${at}.content must be the address of a file of this community`] });
}

/** Nobody has the address of an attachment, so the one to keep is named by its block. */
function keptFile({ id, type, sort, content }: GivenBlock, media: MediaKeys): NewBlock | null {
  if (content || typeof id !== 'number' || !attachments.includes(type)) return null;
  const key = media.keyOfBlock?.(id);
  return key ? { id, type, sort, media: key } : null;
}

function givenFile({ type, sort, content, alt }: GivenBlock, at: string, media: MediaKeys): NewBlock | null {
  const key = content.length > longestAddress ? null : media.keyOf(content);
  return key === null || !folders.get(type)!.test(key)
    ? null
    : { type, sort, media: key, ...(described.includes(type) && altOf(alt, at)) };
}

function partsOf(given: unknown, at: string): GivenBlock {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InvalidRequest([`${at} must be an object`]);
  const { id, type, sort = 0, content, alt } = given as Record<string, unknown>;
  if (typeof type !== 'number') throw new InvalidRequest([`${at}.type must be a number`]);
  if (typeof sort !== 'number' || !Number.isInteger(sort) || Math.abs(sort) > furthest)
    throw new InvalidRequest([`${at}.sort must be a whole number`]);
  if (typeof content !== 'string') throw new InvalidRequest([`${at}.content must be a text`]);
  return { id, type: type === blockType.soldAttachment ? blockType.attachment : type, sort, content, alt };
}

function altOf(alt: unknown, at: string): { alt?: string } {
  if (alt === undefined || alt === null) return {};
  if (typeof alt !== 'string' || lengthOf(alt) > longestAlt)
    throw new InvalidRequest([`${at}.alt must be a text of at most ${longestAlt} characters`]);
  return alt.trim() ? { alt: alt.trim() } : {};
}

/** Links are shown as they were written, but with nothing in them that could end an attribute or begin a tag. */
function addressOf(content: string, at: string): string {
  const address = content.trim();
  const valid = address.length <= longestAddress && /^https?:\/\//i.test(address) && parseUrl(address) !== null;
  if (!valid) throw new InvalidRequest([`${at}.content must be an http or https address`]);
  return address.replace(/[<>"'`\\\s]/g, encodeURIComponent).replaceAll("'", '%27');
}
