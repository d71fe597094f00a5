import type { JSX } from 'preact';
import { EmptyState } from '#web/ui';
import type { SentTexts } from './sent-form.js';
import { SiteLayout } from './site-layout.js';
import { Unsent } from './unsent.js';
import type { Visit } from './visit.js';

interface RefusedModel {
  readonly visit: Visit;
  readonly title: string;
  readonly more: string;
  readonly note?: string | undefined;
  /** What was sent, and refused. */
  readonly sent?: Pick<SentTexts, 'fields' | 'hasFiles'> | null | undefined;
}

/** What stands where nothing can be shown: one sentence and one way on. */
export const RefusedPage = ({ visit, title, more, note, sent }: RefusedModel): JSX.Element => (
  <SiteLayout visit={visit} meta={{ title: `${title} · ${visit.community}`, description: more }}>
    <EmptyState drawing="gone" title={title} note={note} action={{ href: '/', text: visit.say.toFront }}>
      {more}
    </EmptyState>
    {sent && <Unsent visit={visit} {...sent} />}
  </SiteLayout>
);
