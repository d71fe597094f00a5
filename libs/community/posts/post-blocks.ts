import { AppError, InvalidRequest } from '#kernel/http';

/** The numbers of the wire. 5 (audio) and 8 (sold attachment) exist there, but nobody may send them here. */
export const blockType = { title: 1, text: 2, image: 3, video: 4, link: 6, attachment: 7 } as const;

/** A block as rows hold it, before it has an id. */
export interface NewBlock {
  readonly type: number;
  readonly sort: number;
  /** Text or address; of an uploaded file `media`, its key, instead. */
  readonly content?: string;
  readonly media?: string;
}

export interface BlockRules {
  readonly types: readonly number[];
  readonly textLength: number;
  readonly blocks: number;
  readonly media: number;
  readonly links: number;
  /** What the refusal of a foreign or unknown file is called. */
  readonly refusal: 'post.not-published' | 'comment.not-published';
}

export interface MediaKeys {
  keyOf(url: string): string | null;
}

const texts: readonly number[] = [blockType.title, blockType.text];
const files: readonly number[] = [blockType.image, blockType.video, blockType.attachment];
const longestAddress = 2000;
const furthest = 2 ** 31 - 1;

/** Length as a person counts it: a character outside the first plane is one, not two. */
export const lengthOf = (text: string): number => (text.length > 100_000 ? text.length : Array.from(text).length);

/** The blocks of a request in their order, or a refusal that says what is wrong; none is left out in silence. */
export function composeBlocks(contents: readonly unknown[], rules: BlockRules, media: MediaKeys): NewBlock[] {
  if (contents.length > rules.blocks) throw new InvalidRequest([`contents must have at most ${rules.blocks} blocks`]);
  const blocks = contents.map((given, index) => compose(given, `contents.${index}`, rules, media));
  const number = (types: readonly number[]) => blocks.filter(({ type }) => types.includes(type)).length;
  const written = blocks.filter(({ type }) => texts.includes(type)).map(({ content }) => content!);
  if (!written.some((text) => text.trim())) throw new InvalidRequest(['contents must have a text that is not empty']);
  if (written.reduce((sum, text) => sum + lengthOf(text), 0) > rules.textLength)
    throw new InvalidRequest([`contents must have at most ${rules.textLength} characters of text`]);
  if (number(files) > rules.media) throw new InvalidRequest([`contents must have at most ${rules.media} files`]);
  if (number([blockType.link]) > rules.links)
    throw new InvalidRequest([`contents must have at most ${rules.links} links`]);
  return blocks.toSorted((one, other) => one.sort - other.sort);
}

function compose(given: unknown, at: string, rules: BlockRules, media: MediaKeys): NewBlock {
  const { type, sort, content } = partsOf(given, at);
  if (!rules.types.includes(type)) throw new InvalidRequest([`${at}.type must be one of ${rules.types.join(', ')}`]);
  if (texts.includes(type)) return { type, sort, content };
  if (type === blockType.link) return { type, sort, content: addressOf(content, at) };
  const key = content.length > longestAddress ? null : media.keyOf(content);
  if (key !== null) return { type, sort, media: key };
  throw new AppError(rules.refusal, { fields: [`${at}.content must be the address of a file of this community`] });
}

function partsOf(given: unknown, at: string): { type: number; sort: number; content: string } {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InvalidRequest([`${at} must be an object`]);
  const { type, sort = 0, content } = given as Record<string, unknown>;
  if (typeof type !== 'number') throw new InvalidRequest([`${at}.type must be a number`]);
  if (typeof sort !== 'number' || !Number.isInteger(sort) || Math.abs(sort) > furthest)
    throw new InvalidRequest([`${at}.sort must be a whole number`]);
  if (typeof content !== 'string') throw new InvalidRequest([`${at}.content must be a text`]);
  return { type, sort, content };
}

/** Links are shown as they were written, but with nothing in them that could end an attribute or begin a tag. */
function addressOf(content: string, at: string): string {
  const address = content.trim();
  const valid = address.length <= longestAddress && /^https?:\/\//i.test(address) && URL.canParse(address);
  if (!valid) throw new InvalidRequest([`${at}.content must be an http or https address`]);
  return address.replace(/[<>"'`\\\s]/g, encodeURIComponent).replaceAll("'", '%27');
}

export const postBlocks: BlockRules = {
  types: [...texts, ...files, blockType.link],
  textLength: 2000,
  blocks: 50,
  media: 9,
  links: 3,
  refusal: 'post.not-published',
};
