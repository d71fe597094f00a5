import type { Browser } from './browser.js';

/** Three members, the administrator, somebody who never signs in, and what they can do outside of a page. */
export interface Story {
  readonly guest: Browser;
  readonly ada: Browser;
  readonly bob: Browser;
  readonly cleo: Browser;
  readonly keeper: Browser;
  /** A moment later: everybody has been told. */
  readonly settle: () => Promise<void>;
  /** What one reads in a captcha. */
  readonly picture: (id: string) => string;
  /** What one reads in the last message of a phone. */
  readonly phone: (number: string) => string;
  /** Scans the code and pays what it asks for; answers what the provider is told. */
  readonly pays: (code: string) => Promise<string>;
  /** Opens an address in a new tab; answers the HTTP status. */
  readonly opens: (address: string) => Promise<number>;
}

/** What happens, told by what each scene is about. */
export type Chapter = Readonly<Record<string, (story: Story) => Promise<void>>>;

export interface Card {
  readonly id: number;
  readonly username: string;
  readonly nickname: string;
  readonly avatar: string;
}
export interface Post {
  readonly id: number;
  readonly user: Card;
  readonly contents: readonly { readonly id: number; readonly content: string; readonly type: number }[];
  readonly created_on: number;
  readonly latest_replied_on: number;
}
export interface Reply {
  readonly id: number;
  readonly content: string;
}
export interface Comment {
  readonly id: number;
  readonly replies: readonly Reply[];
}
export interface Message {
  readonly id: number;
  readonly type: number;
  readonly sender_user: Card;
  readonly post: Post;
}
export interface Topic {
  readonly id: number;
  readonly tag: string;
}
export interface Page<T> {
  readonly list: readonly T[];
  readonly pager: { readonly total_rows: number };
}

/** As the front end asks everywhere. */
export const firstPage = { page: 1, page_size: 20 } as const;

/** `Home.vue` */
export const home = (who: Browser, style: 'newest' | 'hots' | 'following'): Promise<Page<Post>> =>
  who.get('v1/posts', { query: '', type: '', style, ...firstPage });

/** The post of that author whose text begins like this, as a reader of the home page finds it. */
export async function finds(who: Browser, beginning: string): Promise<Post> {
  const { list } = await home(who, 'newest');
  const found = list.find(({ contents }) => contents.some(({ content }) => content.startsWith(beginning)));
  expect({ beginning, isThere: found !== undefined }).toEqual({ beginning, isThere: true });
  return found!;
}

/** `compose.vue`: a text, then files in the order in which they come. */
export const composed = (text: string, files: readonly { content: string; type: number }[] = []) =>
  [{ content: text, type: 2 }, ...files].map((block, index) => ({ ...block, sort: 100 + index }));

/** `sidebar.vue` asks for this again and again. */
export const unread = async (who: Browser): Promise<number> =>
  (await who.get<{ count: number }>('v1/user/msgcount/unread')).count;

/** `Messages.vue` */
export const inbox = async (who: Browser, style: string): Promise<readonly Message[]> =>
  (await who.get<Page<Message>>('v1/user/messages', { style, ...firstPage })).list;

/** One red point. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
