import { parseUrl } from '#kernel/url';
/** Which of the deployment's faces a path belongs to. Everything that is not the platform's needs a community. */
export type Surface = 'management' | 'platform' | 'community' | 'media';

/** What a proxy asks before it gets a certificate for a name: on the management port, or from loopback on any host. */
export const tlsQuestion = '/tls/ask';

/**
 * Below it lie the pages for people who come to the platform's own host. Whoever opens `/create` there is served
 * `/platform/apex/create`, so that such a page and a community's with the same path are two routes.
 */
const apexFolder = '/platform/apex';

const management = new Set(['/livez', '/readyz', '/metrics', tlsQuestion]);

/**
 * The explicit list of what works without a community's host: three health paths and a proxy's question, what lies below `/platform`, and the
 * files below `/t` on the media host, whose tenant is in their path.
 */
export function surfaceOf(path: string): Surface {
  if (management.has(path)) return 'management';
  if (path.startsWith('/t/')) return 'media';
  return path === '/platform' || path.startsWith('/platform/') ? 'platform' : 'community';
}

/** The path of a request target, also of one in absolute form. */
export function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : (parseUrl(target)?.pathname ?? '/');
  return path.split('?', 1)[0]!;
}

/** What programs call and pages load, rather than what a person opens. */
const notPages = /^\/(v1|docs|platform|media|objects|t|assets|avatars|icons|favicon\.ico|manifest\.webmanifest)(\/|$)/;

/** Whether a path of a community is a page: something that a browser shows, or a form that it sends. */
export const isPage = (path: string): boolean => surfaceOf(path) === 'community' && !notPages.test(path);

/** Whether a path is that of a page of the platform's own host. */
export const isApexPage = (path: string): boolean => path === apexFolder || path.startsWith(`${apexFolder}/`);

/** What a request of the platform's host is routed by: of a page its place in the folder of such pages. */
export function apexTarget(target: string): string {
  const path = pathOf(target);
  if (surfaceOf(path) === 'platform' || surfaceOf(path) === 'management' || !path.startsWith('/')) return target;
  const from = target.startsWith('/') ? 0 : target.indexOf('/', target.indexOf('//') + 2);
  if (from < 0) return target;
  return target.slice(0, from) + apexFolder + target.slice(from);
}
