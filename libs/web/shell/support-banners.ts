import type { MemberRequest } from '#community/identity';
import { momentIn } from '#web/ui';
import type { Banner } from './banner.js';
import { supportBannersTexts } from './support-banners.texts.js';
import type { ReadingVisit, Visit } from './visit.js';

/** For whoever looks as support. */
export function supportVisit({ request, reader }: Visit): Banner | null {
  const { support } = request as MemberRequest;
  if (!support) return null;
  const say = supportBannersTexts[reader.locale];
  return {
    name: 'support-visit',
    kind: 'warning',
    icon: 'manage',
    text: say.visiting(momentIn(support.until, reader)),
    action: { href: '/manage/support', text: say.leave },
  };
}

/** For all who administer the community, on every page: support asks to look at it, or may. */
export function supportStanding(visit: Visit | ReadingVisit): Banner | null {
  const { tenant, reader } = visit;
  const { support } = tenant;
  if (!support || !('own' in visit) || !visit.own?.isAdmin || new Date(support.until) <= reader.now) return null;
  const say = supportBannersTexts[reader.locale];
  const { isGranted, operator } = support;
  return {
    name: 'support',
    kind: 'warning',
    icon: 'manage',
    text: isGranted ? say.granted(operator, momentIn(new Date(support.until), reader)) : say.asked(operator),
    more: support.reason,
    action: { href: '/manage/support', text: isGranted ? say.end : say.answer },
  };
}
