import type { Noticed } from './notices.js';
import type { Twin } from './twins.js';
import type { Answer, Call, IdName, Ids } from './wire.js';

/** Something the suite holds against a route. None are expected. */
export interface Finding {
  /** `METHOD url`, as Fastify registered it. */
  readonly route: string;
  readonly problem: string;
}

/** How a request is refused: HTTP status, and the number in the envelope where there is one. */
export interface Refusal {
  readonly status: number;
  readonly code?: number;
}

/** What the suite does before a call that uses something up. */
export interface Prepared {
  readonly ids?: Partial<Ids>;
  /** Sent in place of ada's. */
  readonly token?: string;
}

/** Done in both communities before each call. */
export type Preparation = (at: Twin) => Promise<Prepared>;

export interface CommunityCase {
  readonly surface: 'community';
  /**
   * `signed-in`: a token of another community is refused. `anyone`: it is worth nothing, the answer is a guest's.
   * `open`: nobody looks at tokens; the answer differs at each call.
   */
  readonly access: 'signed-in' | 'anyone' | 'open';
  readonly request: (ids: Ids, at: Twin) => Call;
  readonly prepare?: Preparation;
  /** For each id that the request names: what is answered where it exists in the other community only. */
  readonly elsewhere?: Partial<Record<IdName, Refusal>>;
  /** Who refuses takes a note: rows of the community that was asked may change then. */
  readonly noted?: true;
}

/** Has to show its own community's canary, or what `shows` asks for. */
export interface CommunityRead extends CommunityCase {
  readonly kind: 'read';
  readonly shows?: (answer: Answer, at: Twin) => boolean;
  /** Anything below 300, where it is left out; several where members and guests are answered otherwise. */
  readonly status?: number | readonly number[];
}

/** Has to change rows of its own community. */
export interface CommunityWrite extends CommunityCase {
  readonly kind: 'write';
}

export function isFine(one: CommunityRead | CommunityWrite, { status, headers }: Answer): boolean {
  if (one.kind === 'read' && one.status !== undefined) return [one.status].flat().includes(status);
  const isDone = one.kind === 'write' && status === 303 && !isToSignIn(headers); // as a page answers a form
  return status < 300 || isDone;
}

/** What a page answers whoever has to sign in first. */
export const isToSignIn = ({ location }: Answer['headers']): boolean =>
  typeof location === 'string' && location.startsWith('/sign-in?');

/** The community that a request of an operator is about. */
export interface Subject extends Noticed {
  readonly id: number;
  readonly slug: string;
  /** That made it. */
  readonly operation: number;
  /** A task of it that was given up, where the case asks for one. */
  readonly job: number;
  /** A report of the reconciler. */
  readonly report: number;
  /** A run of search that was about it. */
  readonly run: number;
}

export interface PlatformCase {
  readonly surface: 'platform';
  /** The least role that may; `anyone` for pages that need no token. */
  readonly role: 'read' | 'support' | 'admin' | 'anyone';
  readonly kind: 'read' | 'write';
  readonly request: (subject: Subject) => Call;
  /** Paths below `/platform/v1/tenants/:id` that bring the community to where the request can work. */
  readonly after?: readonly string[];
  /** It has a task that was given up. */
  readonly job?: true;
  /** It has a domain of its own that is verified: `<slug>.org`. */
  readonly domain?: true;
  /** Names many communities, because it is a list for operators; or none, because it is about something else. */
  readonly names?: 'many' | 'none';
  /** Anything below 300, where it is left out. */
  readonly status?: number;
}

export interface ManagementCase {
  readonly surface: 'management';
  /** Of one that is answered on every host, to whoever asks from the machine itself. */
  readonly asks?: (home: Twin) => Call;
}

/** Answered on `MEDIA_HOST` alone, which the suite's deployment has not: see test/hosts/media-host.int.spec.ts. */
export interface MediaHostCase {
  readonly surface: 'media';
  readonly request: (community: Pick<Subject, 'id'>, ids: Ids) => Call;
}

export type RouteCase = CommunityRead | CommunityWrite | PlatformCase | ManagementCase | MediaHostCase;
/** By `METHOD url`; several cases where one route does several things. */
export type Coverage = Readonly<Record<string, RouteCase | readonly RouteCase[]>>;

type Open<T> = Omit<T, 'surface' | 'kind' | 'access' | 'request'>;

/** Of what is the same for all, and holds nothing of anybody. */
export const alike: Open<CommunityRead> = { shows: () => true };

export const reads = (
  access: CommunityCase['access'],
  request: CommunityCase['request'],
  more: Open<CommunityRead> = {},
): CommunityRead => ({ surface: 'community', kind: 'read', access, request, ...more });

export const writes = (
  access: CommunityCase['access'],
  request: CommunityCase['request'],
  more: Open<CommunityWrite> = {},
): CommunityWrite => ({ surface: 'community', kind: 'write', access, request, ...more });

export const platform = (
  kind: PlatformCase['kind'],
  role: PlatformCase['role'],
  request: PlatformCase['request'],
  more: Pick<PlatformCase, 'after' | 'job' | 'domain' | 'names' | 'status'> = {},
): PlatformCase => ({ surface: 'platform', kind, role, request, ...more });

export const management: ManagementCase = { surface: 'management' };
