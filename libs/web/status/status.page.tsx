import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout, type Visit } from '#web/shell';
import { StatusBody, type StatusModel } from './status-body.js';
import { statusTexts } from './status.texts.js';

/** On a community's own host: what concerns it. */
export function CommunityStatusPage({ visit, ...model }: StatusModel & { visit: Visit | ReadingVisit }): JSX.Element {
  const { community, site, reader } = visit;
  const say = statusTexts[reader.locale];
  const meta = {
    title: `${say.title} · ${community}`,
    description: say.about(community),
    canonical: `${site}/status`,
    feed: '/status/feed.xml',
  };
  return (
    <SiteLayout {...{ visit, meta }} current="/status">
      <StatusBody {...model} />
    </SiteLayout>
  );
}
