import type { JSX } from 'preact';
import type { Figures, ReadingVisit } from '#web/shell';
import { topicPath } from '#web/ui';
import type { SearchTexts } from './search.texts.js';

interface StartProps {
  readonly visit: ReadingVisit;
  readonly figures: Figures;
  readonly say: SearchTexts;
}

/** Where nothing is looked for yet: what many write about, and what the box understands. */
export function SearchStart({ visit, figures, say }: StartProps): JSX.Element {
  const year = visit.reader.now.getUTCFullYear();
  const tips = [
    ['from:ada', say.tipAuthor],
    [`#${figures.topics[0] ?? say.topics.toLowerCase()}`, say.tipTopic],
    ['has:image', say.tipImage],
    [`after:${year}-01-01 before:${year}-02-01`, say.tipDays],
  ] as const;
  return (
    <div class="search-start">
      {figures.topics.length > 0 && (
        <section>
          <h2>{say.hotTopics}</h2>
          <p class="chips">
            {figures.topics.map((topic) => (
              <a class="chip" href={topicPath(topic)}>
                #{topic}
              </a>
            ))}
          </p>
        </section>
      )}
      <section>
        <h2>{say.tips}</h2>
        <dl class="tips">
          {tips.map(([code, text]) => (
            <div>
              <dt>
                <code>{code}</code>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p class="muted">{say.tipTogether}</p>
      </section>
    </div>
  );
}
