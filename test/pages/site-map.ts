/** Who meets a page or a form first: whoever has more rights meets it as well. */
export type Role = 'guest' | 'member' | 'owner';

/**
 * The pages of a community, from the table of issue 8 and docs/pages.md: each is met by a crawl from `/`, and for the
 * owner from `/manage`, and there is no other.
 */
export const pages: Readonly<Record<string, Role>> = {
  '/': 'guest',
  '/post/:id': 'guest',
  '/post/:id/stars': 'guest',
  '/post/:id/history': 'guest',
  '/post/:id/media/:number': 'guest',
  '/topics': 'guest',
  '/topic/*': 'guest',
  '/search': 'guest',
  '/@:name': 'guest',
  '/@:name/following': 'guest',
  '/@:name/followers': 'guest',
  '/about': 'guest',
  '/rules': 'guest',
  '/privacy': 'guest',
  '/status': 'guest',
  '/sign-in': 'guest',
  '/sign-up': 'guest',
  '/compose': 'member',
  '/post/:id/edit': 'member',
  '/post/:id/visibility': 'member',
  '/post/:id/delete': 'member',
  '/messages': 'member',
  '/whispers': 'member',
  '/whispers/:name': 'member',
  '/collections': 'member',
  '/stars': 'member',
  '/friends': 'member',
  '/@:name/befriend': 'member',
  '/wallet': 'member',
  '/wallet/recharge/:order': 'member',
  '/post/:id/files/:block': 'member',
  '/settings': 'member',
  '/settings/profile': 'member',
  '/settings/account': 'member',
  '/settings/password': 'member',
  '/settings/sessions': 'member',
  '/settings/look': 'member',
  '/settings/blocked': 'member',
  '/settings/muted': 'member',
  '/welcome': 'member',
  '/welcome/topics': 'member',
  '/welcome/people': 'member',
  '/welcome/done': 'member',
  '/manage': 'owner',
  '/manage/look': 'owner',
  '/manage/texts': 'owner',
  '/manage/texts/:name': 'owner',
  '/manage/joining': 'owner',
  '/manage/settings': 'owner',
  '/manage/settings/:section': 'owner',
  '/manage/members': 'owner',
  '/manage/members/:id/administrator': 'owner',
  '/manage/members/:id/suspend': 'owner',
  '/manage/people': 'owner',
  '/manage/topics': 'owner',
  '/manage/domains': 'owner',
  '/manage/domains/:host/remove': 'owner',
  '/manage/support': 'owner',
  '/manage/ownership': 'owner',
  '/manage/usage': 'owner',
};

/** Links that lead on, or to what is no page. */
export const ways: Readonly<Record<string, Role>> = {
  '/choose/language/:code': 'guest',
  '/choose/look/:code': 'guest',
  '/feed.xml': 'guest',
  '/status/feed.xml': 'guest',
  '/@:name/feed.xml': 'guest',
  '/topic/:name/feed.xml': 'guest',
  '/messages/:id': 'member',
  '/post/:id/files/:block/download': 'member',
};

interface Unlinked {
  readonly why: string;
  /** What is asked for in place of a link; where there is none, nobody waits for the end of the answer. */
  readonly example?: string;
  /** 200, where it is left out. */
  readonly status?: number;
}

const scripts = 'asked for by a script';
const cards = 'shown by whoever shows a link';

/** What no page leads to: opened by their addresses. */
export const unlinked: Readonly<Record<string, Unlinked>> = {
  '/invite/:secret': { why: 'the address is the secret', example: '/invite/unknown', status: 410 },
  '/enter/:secret': { why: 'the address is the secret', example: '/enter/unknown', status: 303 },
  '/support/enter/:secret': { why: 'the address is the secret', example: '/support/enter/unknown' },
  '/owner/verify/:secret': { why: 'the address is the secret', example: '/owner/verify/unknown', status: 410 },
  '/owner/verified': { why: 'follows the form of that', example: '/owner/verified' },
  '/owner/offer': { why: 'whoever is offered the community is told its address', example: '/owner/offer', status: 404 },
  '/wallet/sandbox/:order': { why: 'the payment provider of developers', example: '/wallet/sandbox/999', status: 404 },
  '/_ui': { why: 'for developers', example: '/_ui' },
  '/keys': { why: 'opened by a key', example: '/keys' },
  '/following': { why: 'short for a page of oneself', example: '/following', status: 303 },
  '/followers': { why: 'the same', example: '/followers', status: 303 },
  '/newer': { why: scripts, example: '/newer?age=1', status: 204 },
  '/post/:id/newer': { why: scripts, example: '/post/1/newer?age=1', status: 204 },
  '/post/:id/box': { why: scripts, example: '/post/1/box', status: 204 },
  '/live': { why: scripts },
  '/live/unread': { why: scripts, example: '/live/unread?language=en', status: 204 },
  '/search/suggest': { why: scripts, example: '/search/suggest?k=lin' },
  '/compose/suggest': { why: scripts, example: '/compose/suggest?kind=member&k=lin' },
  '/manage/look/shades': { why: scripts, example: '/manage/look/shades?look.accent=%230b7a43' },
  '/service-worker.js': { why: scripts, example: '/service-worker.js?lang=en' },
  '/offline/:language': { why: 'shown by the service worker', example: '/offline/en' },
  '/card.png': { why: cards, example: '/card.png' },
  '/post/:id/card.png': { why: cards, example: '/post/1/card.png' },
  '/@:name/card.png': { why: cards, example: '/@linlin/card.png' },
  '/topic/:name/card.png': { why: cards, example: '/topic/%E7%81%AF%E8%8A%82/card.png' },
  '/status/dismiss/:id': { why: 'stands on an announcement', example: '/status/dismiss/1', status: 303 },
  '/robots.txt': { why: 'known to robots', example: '/robots.txt' },
  '/sitemap.xml': { why: 'named in robots.txt', example: '/sitemap.xml' },
};

/** How a form that is sent once, as it stands on its page and with sensible words, is answered: 303, where it is left out. */
interface FormRow {
  readonly role: Role;
  /** Sent after all others, the greater number last: it ends a session, or takes the ground from under others. */
  readonly rank?: 1 | 2 | 3;
  /** A button of it by which the form comes again, 200, for more to be filled in. */
  readonly again?: string;
}

export const forms: Readonly<Record<string, FormRow>> = {
  '/sign-in': { role: 'guest', rank: 3 },
  '/sign-up': { role: 'guest', rank: 3 },
  '/sign-out': { role: 'member', rank: 3 },
  '/compose': { role: 'member', again: 'then=describe' },
  '/post/:id/edit': { role: 'member', again: 'then=describe' },
  '/post/:id/star': { role: 'member' },
  '/post/:id/collect': { role: 'member' },
  '/post/:id/repeat': { role: 'member' },
  '/post/:id/highlight': { role: 'member' },
  '/post/:id/lock': { role: 'member' },
  '/post/:id/stick': { role: 'owner' },
  '/post/:id/visibility': { role: 'member' },
  '/post/:id/delete': { role: 'member', rank: 2 },
  '/post/:id/comment': { role: 'member' },
  '/post/:id/comments/:comment/reply': { role: 'member' },
  '/post/:id/comments/:comment/up': { role: 'member' },
  '/post/:id/comments/:comment/down': { role: 'member' },
  '/post/:id/comments/:comment/highlight': { role: 'member' },
  '/post/:id/comments/:comment/delete': { role: 'member', rank: 1 },
  '/post/:id/replies/:reply/up': { role: 'member' },
  '/post/:id/replies/:reply/down': { role: 'member' },
  '/post/:id/replies/:reply/delete': { role: 'member', rank: 1 },
  '/post/:id/files/:block': { role: 'member' },
  '/topics/:id/follow': { role: 'member' },
  '/topics/:id/unfollow': { role: 'member' },
  '/topics/:id/stick': { role: 'member' },
  '/topics/:id/pin': { role: 'member' },
  '/@:name/follow': { role: 'member' },
  '/@:name/unfollow': { role: 'member' },
  '/@:name/befriend': { role: 'member' },
  '/@:name/withdraw': { role: 'member' },
  '/@:name/accept': { role: 'owner' },
  '/@:name/refuse': { role: 'owner' },
  '/@:name/unfriend': { role: 'owner', rank: 1 },
  '/@:name/mute': { role: 'member', rank: 1 },
  '/@:name/unmute': { role: 'member', rank: 1 },
  '/@:name/block': { role: 'member', rank: 1 },
  '/@:name/unblock': { role: 'member', rank: 1 },
  '/messages/read-all': { role: 'owner', rank: 1 },
  '/messages/:id/read': { role: 'member' },
  '/messages/:id/accept': { role: 'owner' },
  '/messages/:id/refuse': { role: 'owner' },
  '/whispers/:name': { role: 'member' },
  '/wallet': { role: 'member' },
  '/welcome': { role: 'member' },
  '/welcome/topics': { role: 'member' },
  '/welcome/people': { role: 'member' },
  '/settings/profile': { role: 'member' },
  '/settings/look': { role: 'member' },
  '/settings/blocked': { role: 'member', rank: 1 },
  '/settings/muted': { role: 'member', rank: 1 },
  '/settings/sessions/end': { role: 'member', rank: 2 },
  '/settings/sessions/end-others': { role: 'member', rank: 2 },
  '/settings/password': { role: 'member', rank: 2 },
  '/settings/account/sign-out-everywhere': { role: 'member', rank: 3 },
  '/manage/look': { role: 'owner' },
  '/manage/texts/:name': { role: 'owner' },
  '/manage/joining': { role: 'owner' },
  '/manage/settings/:section': { role: 'owner' },
  '/manage/people/add': { role: 'owner' },
  '/manage/people/move': { role: 'owner' },
  '/manage/people/remove': { role: 'owner', rank: 1 },
  '/manage/topics/feature': { role: 'owner' },
  '/manage/topics/move': { role: 'owner' },
  '/manage/topics/listing': { role: 'owner' },
  '/manage/topics/unfeature': { role: 'owner', rank: 1 },
  '/manage/domains': { role: 'owner' },
  '/manage/domains/verify': { role: 'owner' },
  '/manage/domains/:host/remove': { role: 'owner', rank: 1 },
  '/manage/ownership/email': { role: 'owner' },
  '/manage/ownership/resend': { role: 'owner' },
  '/manage/ownership/offer': { role: 'owner' },
  '/manage/ownership/withdraw': { role: 'owner', rank: 1 },
  '/manage/members/role': { role: 'owner', rank: 2 },
  '/manage/members/status': { role: 'owner', rank: 2 },
};

/** Taken from a page by scripts, or by whoever was sent its address. */
export const unmetForms: Readonly<Record<string, string>> = {
  '/compose/files': 'sent by a script, one file after the other',
  '/invite/:secret': 'the address is the secret',
  '/support/enter': 'the address of its page is the secret',
  '/support/leave': 'shown to somebody of support alone',
  '/manage/support/grant': 'there while support asks',
  '/manage/support/refuse': 'the same',
  '/manage/support/end': 'there while support may look',
  '/owner/verify/:secret': 'the address of its page is the secret',
  '/owner/offer/accept': 'there for whom the community is offered to',
  '/owner/offer/decline': 'the same',
  '/manage/ownership/keep': 'there while a second address waits to be confirmed',
  '/manage/domains/primary': 'there for a domain that is proven',
};

/** Sent to no page: the payment provider of developers tells that somebody has paid. */
export const otherForms: readonly string[] = ['/v1/alipay/notify'];

/** Files that pages load or offer, which are no pages. */
const files = /^\/(assets|avatars|icons|media)\/[^/]|^\/(favicon\.ico|manifest\.webmanifest)$/;
export const isFile = (path: string): boolean => files.test(path);

/** Which of these a path is one of; undefined, if none. The fewer variable parts, the better it fits. */
export function patternOf(path: string, patterns: readonly string[]): string | undefined {
  const fitting = patterns.filter((pattern) => expressionOf(pattern).test(path));
  const looseness = (pattern: string) => pattern.split(/:\w+/).length + (pattern.includes('*') ? 100 : 0);
  return fitting.toSorted((one, other) => looseness(one) - looseness(other))[0];
}

const expressions = new Map<string, RegExp>();
function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const source = pattern
    .replace(/[.?+^$()|[\]{}\\]/g, '\\$&')
    .replaceAll('*', '.+')
    .replace(/:\w+/g, '[^/]+');
  const made = new RegExp(`^${source}$`);
  expressions.set(pattern, made);
  return made;
}
