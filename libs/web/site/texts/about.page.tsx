import type { JSX } from 'preact';
import { FigureList, type Figures, SiteLayout } from '#web/shell';
import type { ReadingVisit } from '#web/shell';

export function AboutPage({ visit, figures }: { visit: ReadingVisit; figures: Figures }): JSX.Element {
  const { community, say, site } = visit;
  return (
    <SiteLayout
      {...{ visit, figures }}
      current="/about"
      meta={{ title: `${say.about} · ${community}`, description: say.whatItIs(community), canonical: `${site}/about` }}
    >
      <header class="head">
        <h1>{say.about}</h1>
      </header>
      <div class="notes">
        <section>
          <p>{say.whatItIs(community)}</p>
          <FigureList {...{ visit, figures }} />
        </section>
        <section>
          <h2>{say.takePart}</h2>
          <p>
            {say.takePartHow} <b>{site}</b>
          </p>
          <p>{say.whoReads}</p>
        </section>
        <section>
          <h2>{say.privacy}</h2>
          <p>{say.privacyHow}</p>
        </section>
      </div>
    </SiteLayout>
  );
}
