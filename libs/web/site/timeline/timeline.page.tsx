import type { JSX } from 'preact';
import { Back, EmptyState, type PostView, spokenNumber } from '#web/ui';
import { PostList } from '../posts/post-list.js';
import { type Figures, SiteLayout } from '#web/shell';
import type { ReadingVisit } from '#web/shell';

export interface TimelineModel {
  readonly visit: ReadingVisit;
  readonly figures: Figures;
  readonly posts: readonly PostView[];
  readonly page: number;
  readonly total: number;
  readonly more: boolean;
  /** Null on the list of all posts. */
  readonly topic: string | null;
}

export function TimelinePage(model: TimelineModel): JSX.Element {
  const { visit, figures, posts, page, total, more, topic } = model;
  const { community, reader, say, site } = visit;
  const pathOf = (number: number): string => listPath(topic, number);
  const heading = topic === null ? say.newest : say.topic(topic);
  const title = topic === null ? community : `${heading} · ${community}`;
  const numbers = [figures.members, figures.posts].map((number) => spokenNumber(number, reader.locale));
  return (
    <SiteLayout
      {...{ visit, figures }}
      current={topic === null ? '/' : undefined}
      meta={{
        title: page > 1 ? say.pageTitle(title, page) : title,
        description: say.describe(community, numbers[0]!, numbers[1]!),
        canonical: site + pathOf(page),
      }}
    >
      <header class={topic === null ? 'head top' : 'head'}>
        {topic !== null && <Back href="/" reader={reader} />}
        <h1>{heading}</h1>
        {topic !== null && (
          <span class="count muted small">{say.postsShown(spokenNumber(total, reader.locale), total)}</span>
        )}
      </header>
      {posts.length > 0 ? <PostList {...{ visit, posts, page, more, pathOf }} end={say.end} /> : <Nothing {...model} />}
    </SiteLayout>
  );
}

function Nothing({ visit: { say }, page, topic }: TimelineModel): JSX.Element {
  const toFront = { href: '/', text: say.toFront };
  if (page > 1) return <EmptyState drawing="gone" title={say.noPage} action={toFront} children={say.noPageMore} />;
  if (topic === null) return <EmptyState drawing="quiet" title={say.noPosts} children={say.noPostsMore} />;
  return <EmptyState drawing="quiet" title={say.noTopic} action={toFront} children={say.noTopicMore} />;
}

function listPath(topic: string | null, page: number): string {
  const query = new URLSearchParams({ ...(topic !== null && { tag: topic }), ...(page > 1 && { page: String(page) }) });
  return query.size ? `/?${query}` : '/';
}
