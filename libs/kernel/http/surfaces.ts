import { parseUrl } from '#kernel/url';
/** Which of the deployment's faces a path belongs to. Everything that is not the platform's needs a community. */
export type Surface = 'management' | 'platform' | 'community' | 'media';

/** Where somebody is sent who opens the platform host. */
export const platformFront = '/platform/docs';

const management = new Set(['/livez', '/readyz', '/metrics']);

/**
 * The explicit list of what works without a community's host: three health paths, what lies below `/platform`, and the
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
