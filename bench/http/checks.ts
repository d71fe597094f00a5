import { canaryOf } from '../data/texts.js';
import { type Answer, parsed } from './client.js';

/** What is wrong with an answer, or null. */
export type Check = (answer: Answer) => string | null;

interface Envelope {
  readonly code?: number;
  readonly data?: {
    readonly list?: readonly unknown[];
    readonly topics?: readonly unknown[];
    readonly token?: string;
    readonly id?: number;
    readonly username?: string;
    readonly count?: number;
    readonly status?: boolean;
  };
}

const anyCanary = /·[a-z0-9-]+·/g;

/** A page of so many entries, each (or so many of them) with the tenant's own mark and none with another's. */
export const pageOf =
  (slug: string, entries: number, marks = entries): Check =>
  (answer) => {
    const wrong = succeeded(answer);
    if (wrong) return wrong;
    const found = entriesOf(answer);
    if (found !== entries) return `has ${found} entries, not ${entries}`;
    return ownMarks(answer, slug, marks);
  };

/** Of whose authors it says whom this viewer follows, and of nobody else. */
export const seenBy =
  (follows: ReadonlySet<number>): Check =>
  (answer) => {
    const { list = [] } = (parsed(answer) as Envelope).data ?? {};
    const users = (list as readonly { user: { id: number; is_following: boolean } }[]).map(({ user }) => user);
    const wrong = users.find(({ id, is_following }) => is_following !== follows.has(id));
    return wrong
      ? `says of member ${wrong.id} that the viewer ${wrong.is_following ? 'follows' : 'does not follow'} them`
      : null;
  };

/** What any of them finds first. */
export const all =
  (...checks: readonly Check[]): Check =>
  (answer) =>
    checks.reduce<string | null>((wrong, check) => wrong ?? check(answer), null);

export const oneOf =
  (slug: string, id: number): Check =>
  (answer) => {
    const found = (parsed(answer) as Envelope).data?.id;
    return succeeded(answer) ?? (found === id ? ownMarks(answer, slug, 1) : `is the entry ${found}, not ${id}`);
  };

/** A new community's. */
export const emptyPage: Check = (answer) => succeeded(answer) ?? (entriesOf(answer) === 0 ? null : 'is no empty page');

export const someEntries: Check = (answer) => succeeded(answer) ?? (entriesOf(answer) ? null : 'has no entries');

export const withToken: Check = (answer) => {
  const { token } = (parsed(answer) as Envelope).data ?? {};
  return succeeded(answer) ?? (token?.split('.').length === 3 ? null : 'has no token');
};

export const withId: Check = (answer) => {
  const { id } = (parsed(answer) as Envelope).data ?? {};
  return succeeded(answer) ?? (id !== undefined && id > 0 ? null : 'has no id');
};

export const aboutMember =
  (username: string): Check =>
  (answer) => {
    const found = (parsed(answer) as Envelope).data?.username;
    return succeeded(answer) ?? (found === username ? null : `is about ${found}, not ${username}`);
  };

export const someTopics: Check = (answer) =>
  succeeded(answer) ?? ((parsed(answer) as Envelope).data?.topics?.length ? null : 'has no topics');

export const countOf: Check = (answer) =>
  succeeded(answer) ?? ((parsed(answer) as Envelope).data?.count === undefined ? 'has no count' : null);

export const withStatus: Check = (answer) =>
  succeeded(answer) ?? (typeof (parsed(answer) as Envelope).data?.status === 'boolean' ? null : 'has no status');

const entriesOf = (answer: Answer): number | undefined => (parsed(answer) as Envelope).data?.list?.length;

function succeeded(answer: Answer): string | null {
  if (answer.status !== 200) return `has status ${answer.status}: ${answer.text.slice(0, 200)}`;
  const { code } = parsed(answer) as Envelope;
  return code === 0 ? null : `has code ${code}`;
}

function ownMarks({ text }: Answer, slug: string, atLeast: number): string | null {
  const marks = text.match(anyCanary) ?? [];
  const foreign = marks.find((mark) => mark !== canaryOf(slug));
  if (foreign) return `shows ${foreign}, another community's mark`;
  return marks.length >= atLeast ? null : `shows ${canaryOf(slug)} ${marks.length} times, not ${atLeast}`;
}
