import type { ComponentChildren, JSX } from 'preact';
import type { SiteText } from '#community/site';
import { type Figures, type ReadingVisit, SiteLayout } from '#web/shell';
import { Tabs } from '#web/ui';
import { Prose } from './prose.js';
import type { SiteTextTexts } from './texts.texts.js';

export type PublicText = 'about' | 'rules' | 'privacy';

export interface SiteTextModel {
  readonly visit: ReadingVisit;
  readonly say: SiteTextTexts;
  /** Null while nobody has written it. */
  readonly text: SiteText | null;
  /** Missing where this reader may not know them. */
  readonly figures?: Figures;
}

/** Rules, or what is kept of whom. */
export const SiteTextPage = (model: SiteTextModel & { name: PublicText }): JSX.Element => (
  <TextLayout {...model}>
    <WrittenText {...model} />
  </TextLayout>
);

interface TextLayoutProps extends SiteTextModel {
  readonly name: PublicText;
  readonly children: ComponentChildren;
}

/** What the pages about a community have around them. */
export function TextLayout({ visit, say, name, figures, children }: TextLayoutProps): JSX.Element {
  const { community, site, settings } = visit;
  const tabs = (['about', 'rules', 'privacy'] as const).map((one) => ({ href: `/${one}`, text: say[one] }));
  const meta = {
    title: `${say.titles[name]} · ${community}`,
    description: settings.tagline || visit.say.whatItIs(community),
    ...(!settings.membersOnly && { canonical: `${site}/${name}`, feed: '/feed.xml' }),
  };
  return (
    <SiteLayout {...{ visit, meta, figures }} current="/about">
      <header class="head">
        <h1>{say.titles[name]}</h1>
      </header>
      <Tabs tabs={tabs} current={`/${name}`} label={say.texts} />
      <div class="site-text">{children}</div>
    </SiteLayout>
  );
}

/** What the owner wrote, or else what holds in its place; and since when. */
export function WrittenText({ visit, say, name, text }: SiteTextModel & { name: PublicText }): JSX.Element {
  const { reader, community, own } = visit;
  return (
    <section>
      <Prose text={text?.body ?? say.defaults[name](community)} />
      <p class="text-end">
        {text ? (
          <time datetime={text.changedAt.toISOString()}>
            {say.version(String(text.version), dateIn(text.changedAt, reader))}
          </time>
        ) : (
          <span>{say.isDefault}</span>
        )}
        {own?.isAdmin && <a href={`/manage/texts/${name}`}>{say.edit}</a>}
      </p>
    </section>
  );
}

const dateIn = (date: Date, { locale, timeZone }: ReadingVisit['reader']): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(date);
