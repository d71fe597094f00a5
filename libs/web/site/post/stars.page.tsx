import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, EmptyState, Pager, PersonRow, type PersonView, postPath, spokenNumber } from '#web/ui';
import type { PostTexts } from './post.texts.js';

interface StarsModel {
  readonly visit: ReadingVisit;
  readonly say: PostTexts;
  /** Of the post. */
  readonly id: number;
  readonly people: readonly PersonView[];
  readonly total: number;
  readonly page: number;
  readonly more: boolean;
}

/** Who has starred a post, the latest first. */
export function StarsPage({ visit, say, id, people, total, page, more }: StarsModel): JSX.Element {
  const { reader, community } = visit;
  const path = postPath(id);
  const count = say.starsCount(total, spokenNumber(total, reader.locale));
  return (
    <SiteLayout visit={visit} meta={{ title: `${say.starredBy} · ${community}`, description: count }}>
      <header class="head">
        <Back href={path} reader={reader} />
        <h1>{say.starredBy}</h1>
        <span class="count muted small">{count}</span>
      </header>
      {people.length > 0 ? (
        <>
          <ul class="rows" id="stars">
            {people.map((person) => (
              <PersonRow person={person} />
            ))}
          </ul>
          <Pager
            pathOf={(number) => `${path}/stars${number > 1 ? `?page=${number}` : ''}`}
            end={say.starsEnd}
            feed="#stars"
            {...{ page, more, reader }}
          />
        </>
      ) : (
        <EmptyState drawing="quiet" title={say.nobodyStarred} action={{ href: path, text: say.toPost }} heading="h2">
          {say.starsEmpty}
        </EmptyState>
      )}
    </SiteLayout>
  );
}
