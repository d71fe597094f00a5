import type { JSX } from 'preact';
import type { ActiveMember } from '#community/relations';
import { type Figures, type ReadingVisit, SiteLayout } from '#web/shell';
import { EmptyState, type PostView, spokenNumber, Tabs } from '#web/ui';
import { cardFor } from '../cards/card-address.js';
import { homeOnCard } from '../cards/places-on-cards.js';
import { PostList } from '../posts/post-list.js';
import { NewPostsPlace } from './new-posts.js';
import { QuickPost } from './quick-post.js';
import { FollowedTopics } from './followed-topics.js';
import { type Suggested, Suggestions } from './suggestions.js';
import type { TimelineTexts } from './timeline.texts.js';
import { Trends } from './trends.js';
import { Welcome } from './welcome.js';

export type Style = 'newest' | 'hots' | 'following';

export interface TimelineModel {
  readonly visit: ReadingVisit;
  readonly say: TimelineTexts;
  readonly figures: Figures;
  readonly style: Style;
  readonly posts: readonly PostView[];
  readonly page: number;
  readonly more: boolean;
  /** For whoever follows nobody yet. */
  readonly suggested: Suggested | null;
  /** Whom the reader knows and who has posted lately, where the community shows them. */
  readonly trends: readonly ActiveMember[];
  /** What the reader follows. */
  readonly topics: readonly string[];
}

export function TimelinePage(model: TimelineModel): JSX.Element {
  const { visit, figures, style, page } = model;
  const { community, reader, site, settings } = visit;
  const title = style === 'newest' ? community : `${model.say[style]} · ${community}`;
  const numbers = [figures.members, figures.posts].map((number) => spokenNumber(number, reader.locale));
  return (
    <SiteLayout
      {...{ visit, figures }}
      current="/"
      aside={model.topics.length > 0 && <FollowedTopics say={model.say} topics={model.topics} />}
      meta={{
        title: page > 1 ? visit.say.pageTitle(title, page) : title,
        description: settings.tagline || visit.say.describe(community, numbers[0]!, numbers[1]!),
        ...(style !== 'following' && {
          canonical: site + listPath(style, page),
          feed: '/feed.xml',
          card: cardFor(visit, { path: '/', shown: homeOnCard(community, settings.tagline), alt: community }),
        }),
      }}
    >
      <Top {...model} title={title} />
      <Posts {...model} />
    </SiteLayout>
  );
}

/** What stands above the posts: for guests whose place this is, for members where to write. */
function Top(model: TimelineModel & { title: string }): JSX.Element {
  const { visit, say, figures, style, posts, page, suggested, title } = model;
  const { viewer } = visit;
  const isWelcome = !viewer && page === 1;
  const isNamed = isWelcome || posts.length === 0 || suggested !== null;
  return (
    <>
      {!isNamed && <h1 class="hidden-text">{title}</h1>}
      {isWelcome && <Welcome {...{ visit, say, figures }} isBeside={!posts.length} />}
      <div class="head tab-head">
        <Tabs label={say.timelines} tabs={tabsOf(model)} current={listPath(style)} />
      </div>
      {style !== 'hots' && page === 1 && <NewPostsPlace style={style} reader={visit.reader} />}
      {model.trends.length > 0 && <Trends say={say} people={model.trends} />}
      {viewer && page === 1 && <QuickPost {...{ visit, say }} />}
      {suggested && <Suggestions {...{ visit, say, suggested }} />}
    </>
  );
}

function Posts(model: TimelineModel): JSX.Element | null {
  const { visit, style, posts, page, more, suggested } = model;
  if (!posts.length) return suggested ? null : <Nothing {...model} />;
  const pathOf = (number: number): string => listPath(style, number);
  return <PostList {...{ visit, posts, page, more, pathOf }} end={visit.say.end} />;
}

const tabsOf = ({ say, visit: { viewer } }: TimelineModel) =>
  (['newest', 'hots', ...(viewer ? (['following'] as const) : [])] as const).map((style) => ({
    href: listPath(style),
    text: say[style],
  }));

function Nothing({ visit, say, page }: TimelineModel): JSX.Element {
  const { viewer, own, settings, community } = visit;
  const shell = visit.say;
  if (page > 1) {
    const action = { href: '/', text: shell.toFront };
    return <EmptyState drawing="gone" title={shell.noPage} action={action} children={shell.noPageMore} />;
  }
  if (viewer) {
    const more = own?.isAdmin ? say.nothingOwner : say.nothingMember;
    const action = { href: '/compose', text: say.writeFirst };
    return <EmptyState drawing="quiet" title={say.nothing} action={action} children={more} />;
  }
  return (
    <EmptyState drawing="quiet" title={say.nothing} note={settings.tagline || shell.whatItIs(community)}>
      {say.nothingGuest}
    </EmptyState>
  );
}

function listPath(style: Style, page = 1): string {
  const query = new URLSearchParams({ ...(style !== 'newest' && { style }), ...(page > 1 && { page: String(page) }) });
  return query.size ? `/?${query}` : '/';
}
