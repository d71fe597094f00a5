import { parseUrl } from '#kernel/url';
/** The one way by which an address from a member becomes a link: http and https only, else none. */
export function safeLink(address: string): string | null {
  const url = parseUrl(address);
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : null;
}

/** Long addresses are shortened in the middle, where they say least. */
export function shortAddress(address: string, most = 42): string {
  const shown = address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  const letters = Array.from(shown);
  if (letters.length <= most) return shown;
  const tail = Math.floor(most / 3);
  return `${letters.slice(0, most - tail - 1).join('')}…${letters.slice(-tail).join('')}`;
}

/** What links of members carry: no search engine counts them, and no page learns where the reader came from. */
export const foreign = { rel: 'nofollow ugc noopener noreferrer' } as const;

export const profilePath = (username: string): string => `/@${encodeURIComponent(username)}`;
export const postPath = (id: number): string => `/post/${id}`;
/** Where a file that a post offers is looked at, bought and saved. */
export const filePath = (postId: number, blockId: number): string => `${postPath(postId)}/files/${blockId}`;
export const topicPath = (topic: string): string => `/topic/${encodeURIComponent(topic)}`;
