import type { JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { EmptyState, FollowButton, PersonRow, type PersonView, spokenNumber, topicPath } from '#web/ui';
import type { TimelineTexts } from './timeline.texts.js';

export interface Suggested {
  readonly people: readonly (PersonView & { readonly bio: string; readonly followers: number })[];
  readonly topics: readonly string[];
}

interface SuggestionsProps {
  readonly visit: ReadingVisit;
  readonly say: TimelineTexts;
  readonly suggested: Suggested;
}

/** For whoever follows nobody yet. */
export function Suggestions({ visit, say, suggested: { people, topics } }: SuggestionsProps): JSX.Element {
  return (
    <div class="suggestions">
      <EmptyState drawing="quiet" title={say.followNobody} children={say.followNobodyMore} />
      {people.length > 0 && <People {...{ visit, say, people }} />}
      {topics.length > 0 && (
        <section>
          <h2 class="section">{say.topics}</h2>
          <p class="chips">
            {topics.map((topic) => (
              <a class="chip" href={topicPath(topic)}>
                #{topic}
              </a>
            ))}
          </p>
        </section>
      )}
    </div>
  );
}

function People({ visit, say, people }: Omit<SuggestionsProps, 'suggested'> & Pick<Suggested, 'people'>): JSX.Element {
  const { reader, formToken: token, here: back } = visit;
  return (
    <section>
      <h2 class="section">{say.people}</h2>
      <ul class="rows">
        {people.map((person) => (
          <PersonRow
            person={person}
            about={person.bio || say.followers(person.followers, spokenNumber(person.followers, reader.locale))}
          >
            <FollowButton {...{ person, token, reader, back }} isFollowing={false} />
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}
