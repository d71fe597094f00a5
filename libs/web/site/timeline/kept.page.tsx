import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { EmptyState, type PostView, spokenNumber, Tabs } from '#web/ui';
import { PostList } from '../posts/post-list.js';
import type { TimelineTexts } from './timeline.texts.js';

export type Kept = 'collections' | 'stars';

interface KeptModel {
  readonly visit: ReadingVisit;
  readonly say: TimelineTexts;
  readonly list: Kept;
  readonly posts: readonly PostView[];
  readonly page: number;
  readonly more: boolean;
  /** How many are on the list that can no longer be shown; said at its end. */
  readonly lost: number;
}

export function KeptPage(model: KeptModel): JSX.Element {
  const { visit, say, list, posts, page, more, lost } = model;
  const { community, reader } = visit;
  const pathOf = (number: number): string => `/${list}${number > 1 ? `?page=${number}` : ''}`;
  const unseen = lost > 0 ? say.unseen(lost, spokenNumber(lost, reader.locale)) : null;
  return (
    <SiteLayout
      visit={visit}
      current="/collections"
      meta={{ title: `${say[list]} · ${community}`, description: say.kept }}
    >
      {posts.length > 0 && <h1 class="hidden-text">{say[list]}</h1>}
      <div class="head tab-head">
        <Tabs
          label={say.kept}
          current={`/${list}`}
          tabs={[
            { href: '/collections', text: say.collections },
            { href: '/stars', text: say.stars },
          ]}
        />
      </div>
      {posts.length > 0 ? (
        <PostList {...{ visit, posts, page, more, pathOf }} end={unseen ?? visit.say.end} />
      ) : (
        <Nothing {...model} unseen={unseen} />
      )}
    </SiteLayout>
  );
}

function Nothing({ visit, say, list, page, unseen }: KeptModel & { unseen: string | null }): JSX.Element {
  if (page > 1) {
    const action = { href: `/${list}`, text: say[list] };
    return <EmptyState drawing="gone" title={visit.say.noPage} action={action} children={visit.say.noPageMore} />;
  }
  const [title, more] = list === 'stars' ? [say.noStars, say.noStarsMore] : [say.noCollections, say.noCollectionsMore];
  return (
    <EmptyState
      drawing="quiet"
      title={title}
      action={{ href: '/?style=hots', text: say.look }}
      {...(unseen !== null && { note: unseen })}
    >
      {more}
    </EmptyState>
  );
}
