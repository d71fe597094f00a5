import { isPage, type Route } from '#kernel/http';
import type { CommunityCase, CommunityWrite } from '../isolation/cases.js';
import { coverage } from '../isolation/coverage.js';
import type { Twin } from '../isolation/twins.js';
import type { Call, Ids } from '../isolation/wire.js';

/** A form of a page, and one way of filling it in that is accepted. */
export interface Trial {
  readonly route: Route;
  readonly one: CommunityWrite;
}

const isForm = ({ method, url }: Route): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method) && isPage(url);

/** What changes nothing for who has nothing to end; it only takes a cookie away. */
export const harmless = ['/support/leave'];

/** Every form that the router knows, as the suite of isolation fills it in. */
export function formTrials(routes: readonly Route[]): Trial[] {
  return routes
    .filter((route) => isForm(route) && !harmless.includes(route.url))
    .flatMap((route) => {
      const cases = [coverage[`${route.method} ${route.url}`] ?? []].flat();
      const writing = cases.filter((one): one is CommunityWrite => one.surface === 'community' && one.kind === 'write');
      if (writing.length === 0) throw new Error(`${route.method} ${route.url} has no case that changes something.`);
      return writing.map((one) => ({ route, one }));
    });
}

export const nameOf = ({ route: { method, url }, one }: Trial): string => `${method} ${url} (${one.access})`;

export interface Filled {
  readonly path: string;
  readonly body: Buffer | string;
  readonly type: string;
  readonly isMultipart: boolean;
  /** Of whoever may send it. */
  readonly token: string;
}

/** Filled in for this community, after what it needs has been made there. */
export async function fill({ route, one }: Trial, at: Twin): Promise<Filled> {
  const { ids = {}, token } = (await one.prepare?.(at)) ?? {};
  const call = one.request(joined(at.ids, ids), at);
  const type = call.headers?.['content-type'] ?? 'application/x-www-form-urlencoded';
  return {
    path: pathOf(route, call),
    body: typeof call.body === 'string' || Buffer.isBuffer(call.body) ? call.body : encoded(call.body),
    type,
    isMultipart: type.startsWith('multipart/'),
    token: token ?? at.token,
  };
}

/** As they are: each look at one of them counts. */
function joined(all: Ids, some: Partial<Ids>): Ids {
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(all),
      ...Object.getOwnPropertyDescriptors(some),
    },
  ) as Ids;
}

/** As a browser sends what the suite of isolation sends as JSON. */
function encoded(body: unknown): string {
  const fields = Object.entries((body ?? {}) as Record<string, string>);
  return new URLSearchParams(fields).toString();
}

function pathOf({ url }: Route, { parameters = [] }: Call): string {
  const left = [...parameters];
  return url.replace(/:\w+|\*\w*/g, () => encodeURIComponent(String(left.shift())));
}

/** As its page would have it: a hidden field before all others. Null: the page had none. */
export function withToken(filled: Filled, token: string | null): Filled {
  if (token === null) return filled;
  if (!filled.isMultipart) return { ...filled, body: `form_token=${token}&${filled.body.toString()}` };
  const boundary = /boundary=(\S+)$/.exec(filled.type)![1]!;
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n${token}\r\n`;
  return { ...filled, body: Buffer.concat([Buffer.from(part), Buffer.from(filled.body)]) };
}

export const isMembers = ({ access }: CommunityCase): boolean => access === 'signed-in';
