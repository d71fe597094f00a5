import type { JSX } from 'preact';
import { ApexLayout, type ApexVisit } from '#web/apex';
import { StatusBody, type StatusModel } from './status-body.js';
import { statusTexts } from './status.texts.js';

/** On the platform's own host: what concerns everybody, or many. */
export function ApexStatusPage({ visit, ...model }: StatusModel & { visit: ApexVisit }): JSX.Element {
  const say = statusTexts[visit.reader.locale];
  return (
    <ApexLayout
      visit={visit}
      title={`${say.title} · ${visit.say.product}`}
      description={say.about(visit.say.product)}
      path="/status"
    >
      <StatusBody {...model} />
      <p class="status-part small">
        <a href="/status/feed.xml">{say.feed}</a>
      </p>
    </ApexLayout>
  );
}
