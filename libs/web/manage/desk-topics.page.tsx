import type { JSX } from 'preact';
import type { ListedTopic } from '#community/administration';
import { ActionButton, EmptyState, Icon, Menu, Pager, spokenNumber, Tabs, topicPath } from '#web/ui';
import { DeskLayout } from './desk-layout.js';
import { type DeskTopicsModel, fieldsOf, type TopicsAsked, topicsPath } from './desk-topics.model.js';
import { FeaturedTopics } from './featured-topics.js';
import { DeskSearch } from './in-order.js';

export function DeskTopicsPage(model: DeskTopicsModel): JSX.Element {
  const { asked, texts } = model;
  const { words, order } = asked;
  const path = (other: TopicsAsked['order']): string => topicsPath({ words, order: other, page: 1 });
  return (
    <DeskLayout {...model} place="topics">
      <FeaturedTopics {...model} />
      <section class="desk-all">
        <h2 class="desk-list-title">{texts.all}</h2>
        <div class="desk-intro">
          <p class="muted small">{texts.allAbout}</p>
          <DeskSearch action="/manage/topics" label={texts.search} button={texts.find} words={words} part="#topics">
            {order === 'new' && <input type="hidden" name="order" value={order} />}
          </DeskSearch>
        </div>
        <div id="topics">
          <Tabs
            label={texts.orders}
            tabs={[
              { href: path('posts'), text: texts.byPosts },
              { href: path('new'), text: texts.byAge },
            ]}
            current={path(order)}
          />
          <AllTopics {...model} />
        </div>
      </section>
    </DeskLayout>
  );
}

function AllTopics(model: DeskTopicsModel): JSX.Element {
  const { visit, texts, topics, more, asked } = model;
  if (!topics.length) return <NoTopics {...model} />;
  return (
    <>
      <ul class="rows desk-members">
        {topics.map((topic) => (
          <TopicRow {...{ model, topic }} />
        ))}
      </ul>
      <Pager
        page={asked.page}
        more={more}
        reader={visit.reader}
        pathOf={(page) => topicsPath({ ...asked, page })}
        end={texts.end}
      />
    </>
  );
}

function NoTopics({ texts, asked, visit }: DeskTopicsModel): JSX.Element {
  const all = { href: '/manage/topics', text: texts.showAll };
  const look = { drawing: 'quiet', heading: 'h2' } as const;
  if (asked.page > 1)
    return <EmptyState {...look} title={visit.say.noPage} action={all} children={visit.say.noPageMore} />;
  if (asked.words)
    return <EmptyState {...look} title={texts.foundNothing} action={all} children={texts.foundNothingMore} />;
  return <EmptyState {...look} title={texts.nothing} children={texts.nothingMore} />;
}

function TopicRow({ model, topic }: { model: DeskTopicsModel; topic: ListedTopic }): JSX.Element {
  const { visit, texts } = model;
  const { name, posts, followers, isFeatured, isUnlisted, createdAt } = topic;
  const { locale, timeZone } = visit.reader;
  const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(createdAt);
  return (
    <li class="row">
      <span class="topic-sign">
        <Icon name="topics" />
      </span>
      <div class="row-text">
        <a class="open" href={topicPath(name)}>
          <b class="topic-name">#{name}</b>
        </a>
        <p class="muted small">
          {isFeatured && <b class="desk-mark">{texts.isFeatured}</b>}
          {isUnlisted && <b class="desk-mark bad">{texts.isUnlisted}</b>}
          {texts.posts(posts, spokenNumber(posts, locale))}
          {followers > 0 && <> · {texts.followers(followers, spokenNumber(followers, locale))}</>} ·{' '}
          {texts.since(since)}
        </p>
      </div>
      <div class="row-act">
        <TopicActs {...{ model, topic }} />
      </div>
    </li>
  );
}

function TopicActs({ model, topic }: { model: DeskTopicsModel; topic: ListedTopic }): JSX.Element {
  const { visit, texts, asked } = model;
  const { name, isFeatured, isUnlisted } = topic;
  const act = { token: visit.formToken, class: '' };
  const fields = { topic: name, ...fieldsOf(asked) };
  const path = `/manage/topics/${isFeatured ? 'unfeature' : 'feature'}`;
  return (
    <Menu label={texts.act(name)}>
      <ActionButton
        {...{ ...act, fields }}
        action={path}
        text={isFeatured ? texts.remove : texts.first}
        icon={isFeatured ? 'close' : 'highlight'}
      />
      <ActionButton
        {...act}
        action="/manage/topics/listing"
        fields={{ ...fields, listed: String(isUnlisted) }}
        text={isUnlisted ? texts.list : texts.unlist}
        icon={isUnlisted ? 'eye' : 'unseen'}
      />
    </Menu>
  );
}
