import type { JSX } from 'preact';
import type { TopicList } from '#community/topics';
import { type Figures, type ReadingVisit, SiteLayout } from '#web/shell';
import { EmptyState, Pager, Tabs } from '#web/ui';
import { TopicRow, type TopicView } from './topic-row.js';
import type { TopicsTexts } from './topics.texts.js';

interface TopicsModel {
  readonly visit: ReadingVisit;
  readonly figures: Figures;
  readonly say: TopicsTexts;
  readonly list: TopicList;
  readonly topics: readonly TopicView[];
  readonly page: number;
  readonly more: boolean;
}

const pathOf = (list: TopicList, page = 1): string => {
  const query = new URLSearchParams({ ...(list !== 'hot' && { type: list }), ...(page > 1 && { page: String(page) }) });
  return query.size ? `/topics?${query}` : '/topics';
};

export function TopicsPage(model: TopicsModel): JSX.Element {
  const { visit, figures, say, list, topics, page, more } = model;
  const { community, reader, site } = visit;
  const isOwn = list === 'follow' || list === 'pin';
  return (
    <SiteLayout
      {...{ visit, figures }}
      current="/topics"
      meta={{
        title: `${say.topics} · ${community}`,
        description: say.about(community),
        ...(!isOwn && { canonical: site + pathOf(list, page) }),
      }}
    >
      <header class="head">
        <h1>{say.topics}</h1>
      </header>
      <Tabs label={say.lists} tabs={tabsOf(model)} current={pathOf(list)} />
      {topics.length > 0 ? (
        <>
          <ul class="rows" id="topics">
            {topics.map((topic) => (
              <TopicRow {...{ visit, say, topic }} alone={!isOwn} />
            ))}
          </ul>
          <Pager {...{ page, more, reader }} pathOf={(number) => pathOf(list, number)} end={say.end} feed="#topics" />
        </>
      ) : (
        <Nothing {...model} />
      )}
    </SiteLayout>
  );
}

function tabsOf({ say, visit }: TopicsModel) {
  const everybodys = [
    { href: pathOf('hot'), text: say.hot },
    { href: pathOf('new'), text: say.new },
  ];
  const own = [
    { href: pathOf('follow'), text: say.followed },
    { href: pathOf('pin'), text: say.pinned },
  ];
  return visit.viewer ? [...everybodys, ...own] : everybodys;
}

function Nothing({ visit, say, list, page }: TopicsModel): JSX.Element {
  const empty = { drawing: 'quiet', heading: 'h2' } as const;
  const toHot = { href: '/topics', text: say.findSome };
  if (page > 1)
    return (
      <EmptyState {...empty} drawing="gone" title={visit.say.noPage} action={toHot}>
        {visit.say.noPageMore}
      </EmptyState>
    );
  if (list === 'hot' || list === 'new')
    return (
      <EmptyState
        {...empty}
        title={say.none}
        {...(visit.viewer && { action: { href: '/compose', text: say.write } })}
        children={say.noneMore}
      />
    );
  if (!visit.viewer) {
    const action = { href: `/sign-in?${new URLSearchParams({ next: visit.here })}`, text: visit.say.signIn };
    return <EmptyState {...empty} title={say.forMembers} action={action} children={say.forMembersMore} />;
  }
  if (list === 'follow')
    return <EmptyState {...empty} title={say.noneFollowed} action={toHot} children={say.noneFollowedMore} />;
  const toFollowed = { href: pathOf('follow'), text: say.toFollowed };
  return <EmptyState {...empty} title={say.nonePinned} action={toFollowed} children={say.nonePinnedMore} />;
}
