import type { JSX } from 'preact';
import { type SearchKind, searchKinds } from '#kernel/search-index';
import { type Asked, searchOrders } from '#community/search';
import { type FieldErrors, type Figures, type ReadingVisit, SiteLayout } from '#web/shell';
import { EmptyState, Icon, Pager, spokenNumber, Tabs } from '#web/ui';
import { TopicRow } from '../topics/topic-row.js';
import { topicsTexts } from '../topics/topics.texts.js';
import { countOf, type FoundTopicView, type FoundViews } from './found-views.js';
import { FoundPerson, FoundPost, Marked } from './found.js';
import { SearchForm } from './search-form.js';
import { filtersOf, searchPath, type Typed, withoutFilters } from './search-query.js';
import { SearchStart } from './search-start.js';
import type { SearchTexts } from './search.texts.js';
import { dayText } from './day-text.js';

type NearViews = Pick<FoundViews, 'members' | 'topics'>;

export interface Results {
  readonly asked: Asked;
  readonly found: FoundViews;
  readonly total: number;
  /** The words that were taken for mistyped ones. */
  readonly instead: string | null;
  /** Where nothing was found. */
  readonly near: NearViews | null;
}

export interface SearchModel {
  readonly visit: ReadingVisit;
  readonly figures: Figures;
  readonly say: SearchTexts;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** None: nothing was asked for, or what was is wrong. */
  readonly results: Results | null;
  readonly page: number;
  readonly more: boolean;
}

export function SearchPage(model: SearchModel): JSX.Element {
  const { visit, figures, say, typed, errors, results } = model;
  const isWrong = Object.keys(errors).length > 0;
  return (
    <SiteLayout
      {...{ visit, figures }}
      meta={{
        title: `${typed.q ? say.searchFor(typed.q) : say.search} · ${visit.community}`,
        description: say.describe(visit.community),
      }}
    >
      <header class="search-head">
        <h1>{say.search}</h1>
        <SearchForm {...{ visit, say, typed, errors }} alone={!results && !isWrong} />
      </header>
      <Tabs
        label={say.kinds}
        tabs={searchKinds.map((kind) => ({ href: kindPath(typed, kind), text: say[namesOfKinds[kind]] }))}
        current={kindPath(typed, typed.kind)}
      />
      {results && <Found {...model} results={results} />}
      {!results && !isWrong && <SearchStart {...{ visit, figures, say }} />}
    </SiteLayout>
  );
}

const namesOfKinds = { post: 'posts', member: 'members', topic: 'topics' } as const;
const kindPath = (typed: Typed, kind: SearchKind): string => searchPath({ ...typed, kind });

type FoundModel = SearchModel & { readonly results: Results };

function Found(model: FoundModel): JSX.Element {
  const { visit, say, typed, results, page, more } = model;
  const { found } = results;
  return (
    <>
      <Understood {...model} />
      {countOf(found) === 0 ? (
        <Nothing {...model} />
      ) : (
        <>
          <FoundHead {...model} />
          <FoundList {...{ visit, say, found }} />
          <Pager
            {...{ page, more }}
            reader={visit.reader}
            pathOf={(number) => searchPath(typed, number)}
            end={say.end}
            feed="#found"
          />
        </>
      )}
    </>
  );
}

/** Each filter, and the way to do without it. */
function Understood({ visit, say, typed, results: { asked } }: FoundModel): JSX.Element | null {
  const filters = filtersOf(typed, asked);
  if (!filters.length || typed.kind !== 'post') return null;
  const { locale } = visit.reader;
  const names: Record<(typeof filters)[number]['name'], (value: string) => string> = {
    author: say.by,
    tag: say.about,
    from: (day) => say.since(dayText(day, locale)),
    to: (day) => say.until(dayText(day, locale)),
    has: (what) => (what === 'image' ? say.withImage : say.withVideo),
  };
  return (
    <div class="understood">
      <span class="muted small">{say.understood}</span>
      {filters.map(({ name, value, without }) => (
        <a class="chip" href={without} title={say.without(names[name](value))}>
          {names[name](value)}
          <Icon name="close" />
          <span class="hidden-text">. {say.without(names[name](value))}</span>
        </a>
      ))}
    </div>
  );
}

function FoundHead({ visit, say, typed, results }: FoundModel): JSX.Element {
  const { total, instead } = results;
  return (
    <div class="found-head">
      <p class="muted small">{say.found[typed.kind](total, spokenNumber(total, visit.reader.locale))}</p>
      <nav class="orders" aria-label={say.order}>
        {searchOrders.map((order) => (
          <a href={searchPath({ ...typed, order })} aria-current={order === typed.order ? 'true' : undefined}>
            {say[order]}
          </a>
        ))}
      </nav>
      {instead !== null && <p class="note">{say.instead(instead)}</p>}
    </div>
  );
}

type ListProps = Pick<SearchModel, 'visit' | 'say'> & { readonly found: FoundViews };

function FoundList({ visit, say, found }: ListProps): JSX.Element {
  if (found.posts.length > 0)
    return (
      <div class="feed" id="found">
        {found.posts.map((post) => (
          <FoundPost visit={visit} found={post} />
        ))}
      </div>
    );
  return (
    <ul class="rows" id="found">
      {found.members.map((member) => (
        <FoundPerson {...{ visit, say }} found={member} />
      ))}
      <Topics visit={visit} topics={found.topics} />
    </ul>
  );
}

const Topics = ({ visit, topics }: { visit: ReadingVisit; topics: readonly FoundTopicView[] }): JSX.Element => (
  <>
    {topics.map(({ topic, pieces }) => (
      <TopicRow {...{ visit, topic }} say={topicsTexts[visit.reader.locale]} alone>
        <Marked pieces={pieces} />
      </TopicRow>
    ))}
  </>
);

/** How to find more, and what is near. */
function Nothing({ visit, say, typed, results, page }: FoundModel): JSX.Element {
  const { asked, near } = results;
  if (page > 1) {
    const action = { href: searchPath(typed), text: say.firstPage };
    return (
      <EmptyState drawing="gone" heading="h2" title={say.noPage} action={action} children={visit.say.noPageMore} />
    );
  }
  const isFiltered = typed.kind === 'post' && filtersOf(typed, asked).length > 0;
  const action = { href: withoutFilters(typed, asked), text: say.withoutFilters };
  return (
    <>
      <EmptyState
        drawing="quiet"
        heading="h2"
        title={asked.words ? say.nothingFor(asked.words) : say.nothing}
        {...(isFiltered && asked.words && { action })}
      >
        {isFiltered ? say.widenFilters : say.widenWords}
      </EmptyState>
      {near && <Near {...{ visit, say, near }} />}
    </>
  );
}

const Near = ({ visit, say, near }: Pick<SearchModel, 'visit' | 'say'> & { near: NearViews }): JSX.Element => (
  <>
    {near.topics.length > 0 && (
      <section>
        <h2 class="section">{say.nearTopics}</h2>
        <ul class="rows">
          <Topics visit={visit} topics={near.topics} />
        </ul>
      </section>
    )}
    {near.members.length > 0 && (
      <section>
        <h2 class="section">{say.nearMembers}</h2>
        <ul class="rows">
          {near.members.map((member) => (
            <FoundPerson {...{ visit, say }} found={member} />
          ))}
        </ul>
      </section>
    )}
  </>
);
