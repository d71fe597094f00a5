import { parseUrl } from '#kernel/url';
/** Numbers of the wire. */
export const blockType = { title: 1, text: 2, picture: 3, film: 4, sound: 5, link: 6, file: 7, soldFile: 8 } as const;

/** What hangs on a post besides its text. */
export interface TypedItem {
  readonly type: number;
  /** Of a file or link; empty for an attachment that is there already, whose address nobody knows. */
  readonly address: string;
  /** Of such an attachment. */
  readonly blockId?: number;
  /** What it shows, in words. */
  readonly alt: string;
}

interface Typed {
  readonly content: string;
  /** Of posts that have one. */
  readonly title?: string | undefined;
  readonly items: readonly TypedItem[];
}

interface GivenBlock {
  readonly content: string;
  readonly type: number;
  readonly sort: number;
  readonly alt?: string;
  readonly id?: number;
}

/** As clients of `/v1` send what somebody has typed. */
export interface TypedPost {
  readonly contents: readonly GivenBlock[];
  readonly tags: readonly string[];
  readonly users: readonly string[];
}

// The same signs as where posts are shown: `RichText`. In an address nothing else is meant.
const marked =
  /(?<address>https?:\/\/[^\s<>"'`，。；：！？、（）【】《》「」]+)|[#＃](?<topic>[^#＃@\s]{1,255})(?=\s|$)|(?<![A-Za-z0-9._+-])@(?<name>[A-Za-z0-9]{1,32})(?![A-Za-z0-9])/gu;

const mostLinks = 3;
const longestLink = 2000;
const firstSort = 100;
/** In which the original's composer sends them. */
const order: readonly number[] = [
  blockType.picture,
  blockType.film,
  blockType.sound,
  blockType.file,
  blockType.soldFile,
  blockType.link,
];

/** A text as its blocks, topics, names and links; files keep the order in which they stand. */
export function typedPost({ content, title, items }: Typed): TypedPost {
  const found = foundIn(title ? `${title}\n${content}` : content);
  const links = found.addresses.map((address): TypedItem => ({ type: blockType.link, address, alt: '' }));
  const kept = items.filter(({ type }) => type !== blockType.link);
  const there = items.filter(({ type }) => type === blockType.link);
  const linked = onceLinked([...there, ...links]).slice(0, mostLinks);
  const texts = [...(title ? [{ content: title, type: blockType.title }] : []), { content, type: blockType.text }];
  const rest = order.flatMap((type) => [...kept, ...linked].filter((item) => item.type === type).map(blockOf));
  return {
    contents: [...texts, ...rest].map((block, index) => ({ ...block, sort: firstSort + index })),
    tags: found.topics,
    users: found.names,
  };
}

/** However often an address is written, and however it is written. */
function onceLinked(links: readonly TypedItem[]): TypedItem[] {
  const known = new Map<string, TypedItem>();
  for (const link of links) if (!known.has(addressKey(link.address))) known.set(addressKey(link.address), link);
  return [...known.values()];
}

/** By which two ways to write an address are the same: a server hears no difference between them. */
export function addressKey(address: string): string {
  return parseUrl(address)?.href.replace(/'/g, '%27') ?? address;
}

const blockOf = ({ type, address, blockId, alt }: TypedItem) => ({
  content: address,
  type,
  ...(blockId !== undefined && { id: blockId }),
  ...(alt.trim() && { alt }),
});

interface Found {
  readonly topics: readonly string[];
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

/** What stands in a text, each once. */
export function foundIn(text: string): Found {
  const found = [...text.matchAll(marked)].map(({ groups = {} }) => groups);
  const addresses = found.flatMap(({ address }) => (address ? (addressIn(address) ?? []) : []));
  return {
    topics: once(found.map(({ topic }) => topic)),
    names: once(found.map(({ name }) => name)),
    addresses: [...new Set(addresses)],
  };
}

/** Without the signs of the sentence that it stands in. */
function addressIn(found: string): string | null {
  const address = found.replace(/[.,;:!?)\]}]+$/, '');
  return address.length <= longestLink && parseUrl(address) ? address : null;
}

function once(found: readonly (string | undefined)[]): string[] {
  const known = new Map<string, string>();
  for (const one of found) if (one && !known.has(one.toLowerCase())) known.set(one.toLowerCase(), one);
  return [...known.values()];
}
