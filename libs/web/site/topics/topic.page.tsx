import type { JSX } from 'preact';
import { type Figures, type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, EmptyState, Icon, type PostView, spokenNumber, Tabs, topicPath } from '#web/ui';
import { cardFor } from '../cards/card-address.js';
import { topicOnCard } from '../cards/places-on-cards.js';
import { PostList } from '../posts/post-list.js';
import { FollowTopic, type TopicView } from './topic-row.js';
import type { TopicsTexts } from './topics.texts.js';

export type TopicOrder = 'newest' | 'hot';

interface TopicModel {
  readonly visit: ReadingVisit;
  readonly figures: Figures;
  readonly say: TopicsTexts;
  /** As it is spelt. */
  readonly name: string;
  /** None: no post that counts has it, though there may be some of the reader's own. */
  readonly topic: TopicView | null;
  readonly posts: readonly PostView[];
  readonly total: number;
  readonly order: TopicOrder;
  readonly page: number;
  readonly more: boolean;
}

function pathOf(name: string, order: TopicOrder, page = 1): string {
  const query = new URLSearchParams({
    ...(order === 'hot' && { sort: order }),
    ...(page > 1 && { page: String(page) }),
  });
  return topicPath(name) + (query.size ? `?${query}` : '');
}

const composePath = (name: string): string => `/compose?${new URLSearchParams({ topic: name })}`;

export const isUnknown = ({ topic, posts, page }: Pick<TopicModel, 'topic' | 'posts' | 'page'>): boolean =>
  topic === null && posts.length === 0 && page === 1;

export function TopicPage(model: TopicModel): JSX.Element {
  const { visit, figures, say, name, posts, order, page, more } = model;
  const { community, reader, site } = visit;
  const title = `#${name} · ${community}`;
  return (
    <SiteLayout
      {...{ visit, figures }}
      meta={{
        title: page > 1 ? visit.say.pageTitle(title, page) : title,
        description: model.topic?.about || say.describe(name, community),
        ...(!isUnknown(model) && {
          canonical: site + pathOf(name, order, page),
          ...(posts.length > 0 && { feed: `${topicPath(name)}/feed.xml` }),
          ...(model.topic && {
            card: cardFor(visit, { path: topicPath(name), shown: topicOnCard(model.topic), alt: `#${name}` }),
          }),
        }),
      }}
    >
      <header class="head">
        <Back href="/topics" reader={reader} />
        <h1>#{name}</h1>
      </header>
      {!isUnknown(model) && <TopicHead {...model} />}
      {posts.length > 0 ? (
        <PostList
          {...{ visit, posts, page, more }}
          pathOf={(number) => pathOf(name, order, number)}
          end={visit.say.end}
        />
      ) : (
        <Nothing {...model} />
      )}
    </SiteLayout>
  );
}

function TopicHead({ visit, say, name, topic, total, order }: TopicModel): JSX.Element {
  const tabs = [
    { href: pathOf(name, 'newest'), text: say.newest },
    { href: pathOf(name, 'hot'), text: say.hot },
  ];
  return (
    <>
      <div class="topic-head">
        <span class="topic-sign">
          <Icon name="topics" />
        </span>
        <p class="muted">{say.posts(total, spokenNumber(total, visit.reader.locale))}</p>
        <div class="topic-acts">
          {topic && <FollowTopic {...{ visit, say, topic }} alone />}
          {visit.viewer && (
            <a class="button small" href={composePath(name)} title={say.writeAbout(name)}>
              {say.write}
            </a>
          )}
        </div>
        {topic?.about && <p class="topic-about">{topic.about}</p>}
      </div>
      <Tabs label={say.orders} tabs={tabs} current={pathOf(name, order)} />
    </>
  );
}

function Nothing({ visit, say, name, page, topic }: TopicModel): JSX.Element {
  const action = { href: composePath(name), text: say.writeFirst };
  if (page > 1)
    return (
      <EmptyState
        drawing="gone"
        heading="h2"
        title={visit.say.noPage}
        action={{ href: topicPath(name), text: `#${name}` }}
        children={visit.say.noPageMore}
      />
    );
  if (topic !== null && topic.posts > 0)
    return <EmptyState drawing="quiet" heading="h2" title={say.nothing} children={say.nothingMore} />;
  return (
    <EmptyState drawing="quiet" heading="h2" title={say.unknown(name)} action={action} children={say.unknownMore} />
  );
}
