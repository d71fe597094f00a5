import type { Locale } from '#kernel/i18n';
import { type Incident, type Maintenance, type Notices, wordsIn } from '#platform/status';
import { spanIn } from '#web/ui';
import { element, type Xml } from '#web/site';
import { statusTexts } from './status.texts.js';

interface Feed {
  /** Of whom. */
  readonly name: string;
  /** The host's own address, without a slash at its end. */
  readonly site: string;
  readonly locale: Locale;
  readonly notices: Notices;
}

interface Entry {
  readonly mark: string;
  readonly title: string;
  readonly at: Date;
  readonly text: string;
}

/** Incidents and planned work as RFC 4287 has them, the latest first. Times are in UTC: who reads it may be anywhere. */
export function statusFeed({ name, site, locale, notices }: Feed): Xml {
  const say = statusTexts[locale];
  const entries = [
    ...notices.incidents.map((one) => incidentEntry(one, locale)),
    ...notices.maintenances.map((one) => workEntry(one, locale)),
  ].sort((one, other) => other.at.getTime() - one.at.getTime());
  return element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': locale },
    element('id', {}, `${site}/status/feed.xml`),
    element('title', {}, say.of(name)),
    element('updated', {}, (entries[0]?.at ?? new Date(0)).toISOString()),
    element('link', { rel: 'self', type: 'application/atom+xml', href: `${site}/status/feed.xml` }),
    element('link', { rel: 'alternate', type: 'text/html', href: `${site}/status` }),
    element('author', {}, element('name', {}, name)),
    ...entries.map((entry) => entryOf(entry, site)),
  );
}

const entryOf = ({ mark, title, at, text }: Entry, site: string): Xml =>
  element(
    'entry',
    {},
    element('id', {}, `${site}/status#${mark}`),
    element('title', {}, title),
    element('link', { rel: 'alternate', type: 'text/html', href: `${site}/status#${mark}` }),
    element('updated', {}, at.toISOString()),
    element('content', { type: 'text' }, text),
  );

function incidentEntry({ id, title, updates, startedAt }: Incident, locale: Locale): Entry {
  const say = statusTexts[locale];
  const text = updates.map((one) => `${one.at.toISOString()} ${say.steps[one.state]}: ${wordsIn(one.text, locale)}`);
  return {
    mark: `incident-${id}`,
    title: wordsIn(title, locale),
    at: updates[0]?.at ?? startedAt,
    text: text.join('\n'),
  };
}

function workEntry(one: Maintenance, locale: Locale): Entry {
  const { id, title, text, startsAt, endsAt, announcedAt, cancelledAt } = one;
  const say = statusTexts[locale];
  const span = spanIn(startsAt, endsAt, { locale, timeZone: 'UTC' });
  return {
    mark: `maintenance-${id}`,
    title: `${say.planned}: ${wordsIn(title, locale)}${cancelledAt ? ` (${say.cancelled})` : ''}`,
    at: cancelledAt ?? announcedAt,
    text: `${span}\n${wordsIn(text, locale)}`,
  };
}
