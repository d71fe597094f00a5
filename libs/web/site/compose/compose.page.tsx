import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, Composer, type ComposerProps, EmptyState } from '#web/ui';
import type { ComposeTexts } from './compose.texts.js';

interface ComposeModel {
  readonly visit: ReadingVisit;
  readonly say: ComposeTexts;
  readonly composer: ComposerProps;
  /** Where one came from. */
  readonly back: string;
}

export function ComposePage({ visit, say, composer, back }: ComposeModel): JSX.Element {
  const title = composer.isNew ? say.title : say.editTitle;
  return (
    <ComposeLayout {...{ visit, title, back }}>
      <Composer {...composer} />
    </ComposeLayout>
  );
}

/** Why somebody may not post, in place of the form. */
export function MayNotComposePage({ visit, say }: Pick<ComposeModel, 'visit' | 'say'>): JSX.Element {
  const { say: shared, reader, viewer } = visit;
  const toFront = { href: '/', text: shared.toFront };
  const toSettings = { href: '/settings', text: say.toSettings };
  const [title, more, action] = reader.isFrozen
    ? [shared.readOnly, shared.readOnlyMore, toFront]
    : viewer!.isBanned
      ? [say.banned, say.bannedMore, toFront]
      : [say.phoneNeeded, say.phoneNeededMore, toSettings];
  return (
    <ComposeLayout visit={visit} title={say.title} back="/">
      <EmptyState drawing="gone" title={title} action={action}>
        {more}
      </EmptyState>
    </ComposeLayout>
  );
}

interface ComposeLayoutProps {
  readonly visit: ReadingVisit;
  readonly title: string;
  readonly back: string;
  readonly children: JSX.Element;
}

const ComposeLayout = ({ visit, title, back, children }: ComposeLayoutProps): JSX.Element => (
  <SiteLayout
    visit={visit}
    current="/compose"
    meta={{ title: `${title} · ${visit.community}`, description: visit.say.whatItIs(visit.community) }}
  >
    <header class="head">
      <Back href={back} reader={visit.reader} />
      <h1>{title}</h1>
    </header>
    {children}
  </SiteLayout>
);
