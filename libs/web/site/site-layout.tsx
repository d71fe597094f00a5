import type { ComponentChildren, JSX } from 'preact';
import type { Settings } from '#community/site';
import { type FooterLine, Layout, type PageMeta, spokenNumber } from '#web/ui';
import { stylesheetPath } from './assets.js';
import type { ReadingVisit, Visit } from './site-pages.js';

export interface Figures {
  readonly members: number;
  readonly posts: number;
  /** The most used topics, the first most of all. */
  readonly topics: readonly string[];
}

/** Where the posts of a topic are. */
export const topicPath = (topic: string): string => `/?tag=${encodeURIComponent(topic)}`;

interface SiteLayoutProps {
  readonly visit: Visit | ReadingVisit;
  readonly meta: PageMeta;
  readonly current?: string;
  readonly figures?: Figures;
  readonly children: ComponentChildren;
}

export function SiteLayout({ visit, meta, current, figures, children }: SiteLayoutProps): JSX.Element {
  const { community, reader, icons, say } = visit;
  return (
    <Layout
      {...{ community, meta, reader, icons, current }}
      stylesheet={stylesheetPath}
      places={[
        { href: '/', icon: 'home', name: reader.say.home },
        { href: '/about', icon: 'about', name: reader.say.about },
      ]}
      {...('settings' in visit && { footer: footerOf(visit.settings) })}
      note={figures && `${spokenNumber(figures.members, reader.locale)} ${say.members(figures.members)}`}
      aside={
        <>
          <section class="panel">
            <h2>{say.about}</h2>
            <p>{say.whatItIs(community)}</p>
            {figures && <FigureList {...{ visit, figures }} />}
          </section>
          {figures && figures.topics.length > 0 && (
            <section class="panel">
              <h2>{say.topics}</h2>
              <p class="chips">
                {figures.topics.map((topic) => (
                  <a class="chip" href={topicPath(topic)}>
                    #{topic}
                  </a>
                ))}
              </p>
            </section>
          )}
          {figures && <p class="small muted">{say.whoReads}</p>}
        </>
      }
    >
      {children}
    </Layout>
  );
}

const footerOf = (settings: Settings): FooterLine[] =>
  [
    { text: settings.copyrightTop },
    { text: settings.copyrightLeft, link: settings.copyrightLeftLink },
    { text: settings.copyrightRight, link: settings.copyrightRightLink },
  ].filter(({ text }) => text.trim());

export function FigureList({ visit: { say, reader }, figures }: { visit: Visit; figures: Figures }): JSX.Element {
  const shown: [number, string][] = [
    [figures.members, say.members(figures.members)],
    [figures.posts, say.posts(figures.posts)],
  ];
  return (
    <dl class="figures">
      {shown.map(([number, name]) => (
        <div>
          <dt>{name}</dt>
          <dd>{spokenNumber(number, reader.locale)}</dd>
        </div>
      ))}
    </dl>
  );
}
