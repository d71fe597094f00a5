import type { Asked } from '../data/search-queries.js';
import { type Answer, type Client, parsed } from './client.js';

export const pageSize = 20;

interface Post {
  readonly id: number;
  readonly contents: readonly { readonly content: string }[];
  readonly tags: Readonly<Record<string, unknown>>;
  readonly user: { readonly username: string; readonly nickname: string };
}

interface Page {
  readonly code?: number;
  readonly data?: { readonly list?: readonly Post[]; readonly pager?: { readonly total_rows: number } };
}

/** One search as a guest saw it. */
export interface Looked {
  readonly ms: number;
  readonly total: number;
  /** What is wrong with the answer. */
  readonly wrong: string | null;
}

/** The two ways in which a community is searched, in the order of relevance and in that of activity. */
const routes = [
  (words: string) => `/v1/posts?query=${words}&page_size=${pageSize}`,
  (words: string) => `/v1/search?type=post&query=${words}&page_size=${pageSize}`,
];

/** `turn` chooses the route. */
export async function look(client: Client, asked: Asked, turn: number): Promise<Looked> {
  const path = routes[turn % routes.length]!(encodeURIComponent(asked.words.join(' ')));
  const since = performance.now();
  const answer = await client.send({ host: asked.tenant.host, path });
  const ms = performance.now() - since;
  const page = parsed(answer) as Page;
  return { ms, total: page.data?.pager?.total_rows ?? 0, wrong: wrongOf(answer, page, asked) };
}

/** Every post has to be of this community, and to have the words. */
function wrongOf({ status, text }: Answer, { code, data }: Page, { tenant, words }: Asked): string | null {
  if (status !== 200 || code !== 0) return `has status ${status}: ${text.slice(0, 200)}`;
  const { list = [], pager } = data ?? {};
  const total = pager?.total_rows ?? 0;
  if (total < 1) return 'has found nothing';
  if (list.length !== Math.min(total, pageSize)) return `has ${list.length} of ${total} posts`;
  const foreign = list.find(({ id }) => id <= tenant.base || id > tenant.base + tenant.count * tenant.copies);
  if (foreign) return `has the post ${foreign.id} of another community`;
  const strange = list.find((post) => !hasWords(saidBy(post), words));
  return strange ? `has the post ${strange.id}, which does not say ${words.join(' ')}` : null;
}

const saidBy = ({ contents, tags, user }: Post): string =>
  [...contents.map(({ content }) => content), ...Object.keys(tags), user.username, user.nickname]
    .join('\n')
    .toLowerCase();

/** Of a script without spaces all pairs of letters. */
const hasWords = (said: string, words: readonly string[]): boolean =>
  words.every((word) =>
    /^[a-z]/.test(word) ? said.includes(word) : pairsOf(word).every((pair) => said.includes(pair)),
  );

const pairsOf = (word: string): string[] =>
  word.length === 1 ? [word] : Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2));
