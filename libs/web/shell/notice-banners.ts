import { type Announcement, type Incident, type Maintenance, wordsIn } from '#platform/status';
import { momentIn, spanIn } from '#web/ui';
import type { Banner } from './banner.js';
import { noticeBannersTexts } from './notice-banners.texts.js';
import type { ReadingVisit, Visit } from './visit.js';

/** Of each kind; all of them stand on the page of the state. */
const most = 3;

/** Kept by a browser: the announcements that its reader has read. */
export const dismissedCookie = 'dismissed';
const mostDismissed = 50;

export const dismissedIn = (cookie: string | undefined): readonly number[] =>
  /^\d{1,15}(\.\d{1,15})*$/.test(cookie ?? '') ? cookie!.split('.').map(Number).slice(-mostDismissed) : [];

/** As the cookie has it from then on. */
export const dismissedWith = (before: readonly number[], id: number): string =>
  [...before.filter((one) => one !== id), id].slice(-mostDismissed).join('.');

/** What operators say to this community: what is wrong, what work is planned, and what else they announce. */
export function noticeBanners(visit: Visit): Banner[] {
  const { incidents, maintenances, announcements } = visit.notices;
  const isAdmin = 'own' in visit && (visit as ReadingVisit).own?.isAdmin === true;
  const told = announcements.filter(
    ({ id, audience }) => (audience === 'everyone' || isAdmin) && !visit.dismissed.includes(id),
  );
  return [
    ...incidents.slice(0, most).map((one) => incidentBanner(one, visit)),
    ...maintenances.slice(0, most).map((one) => maintenanceBanner(one, visit)),
    ...told.slice(0, most).map((one) => announcementBanner(one, visit)),
  ];
}

function incidentBanner({ id, title }: Incident, { reader: { locale } }: Visit): Banner {
  const say = noticeBannersTexts[locale];
  return {
    name: `incident-${id}`,
    kind: 'warning',
    icon: 'cover',
    text: say.incident(wordsIn(title, locale)),
    action: { href: `/status#incident-${id}`, text: say.more },
  };
}

function maintenanceBanner({ id, title, startsAt, endsAt }: Maintenance, { reader }: Visit): Banner {
  const say = noticeBannersTexts[reader.locale];
  const named = wordsIn(title, reader.locale);
  const isRunning = startsAt <= reader.now;
  return {
    name: `maintenance-${id}`,
    kind: isRunning ? 'warning' : 'note',
    icon: 'history',
    text: isRunning
      ? say.running(named, momentIn(endsAt, reader))
      : say.planned(named, spanIn(startsAt, endsAt, reader)),
    action: { href: `/status#maintenance-${id}`, text: say.more },
  };
}

function announcementBanner({ id, text }: Announcement, { reader: { locale }, here }: Visit): Banner {
  return {
    name: `announcement-${id}`,
    kind: 'note',
    icon: 'about',
    text: wordsIn(text, locale),
    action: {
      href: `/status/dismiss/${id}?back=${encodeURIComponent(here)}`,
      text: noticeBannersTexts[locale].dismiss,
    },
  };
}
