import type { ComponentChildren, JSX } from 'preact';
import type { ReadingVisit } from '#web/shell';
import { ActionButton, FormToken, Icon, Menu, spokenNumber, topicPath } from '#web/ui';
import type { TopicsTexts } from './topics.texts.js';

/** A topic as its reader has it. */
export interface TopicView {
  readonly id: number;
  readonly name: string;
  readonly posts: number;
  readonly isFollowed: boolean;
  readonly isTop: boolean;
  readonly isPin: boolean;
  /** What the owner says of it; empty where that is nothing. */
  readonly about?: string;
}

interface TopicProps {
  readonly visit: ReadingVisit;
  readonly say: TopicsTexts;
  readonly topic: TopicView;
}

interface FollowProps extends TopicProps {
  /** Whether nothing else of the page changes by it: then it changes in place, where scripts are. */
  readonly alone: boolean;
}

interface RowProps extends FollowProps {
  /** Its name, if that is shown another way. */
  readonly children?: ComponentChildren;
}

/** In a list: the whole row leads to it, but its buttons. */
export function TopicRow({ visit, say, topic, alone, children }: RowProps): JSX.Element {
  const { name, posts, isTop, about } = topic;
  return (
    <li class="row">
      <span class="topic-sign">
        <Icon name="topics" />
      </span>
      <div class="row-text">
        <a class="open" href={topicPath(name)}>
          <b class="topic-name">{children ?? `#${name}`}</b>
        </a>
        {about && <p class="small">{about}</p>}
        <p class="muted small">
          {say.posts(posts, spokenNumber(posts, visit.reader.locale))}
          {isTop && ` · ${say.onTop}`}
        </p>
      </div>
      {visit.viewer && <FollowTopic {...{ visit, say, topic, alone }} />}
    </li>
  );
}

/** One button, and what else one may do with a topic that one follows. A guest is asked to sign in. */
export function FollowTopic(props: FollowProps): JSX.Element {
  const { visit, say, topic } = props;
  const { id, isFollowed } = topic;
  if (visit.reader.isFrozen) return <span class="muted small">{isFollowed && say.following}</span>;
  return (
    <div class="row-act" id={`topic-acts-${id}`}>
      {visit.viewer ? (
        <FollowForm {...props} />
      ) : (
        <a class="button small" href={`/sign-in?${new URLSearchParams({ next: visit.here })}`} rel="nofollow">
          {say.follow}
        </a>
      )}
      {visit.viewer && isFollowed && <TopicMenu {...{ visit, say, topic }} />}
    </div>
  );
}

function FollowForm({ visit, say, topic, alone }: FollowProps): JSX.Element {
  const { id, name, isFollowed } = topic;
  const action = `/topics/${id}/${isFollowed ? 'unfollow' : 'follow'}`;
  const part = `#topic-acts-${id}`;
  const inPlace = alone && { 'hx-post': action, 'hx-target': part, 'hx-select': part, 'hx-swap': 'outerMorph' };
  return (
    <form class="act" method="post" action={action} id={`follow-topic-${id}`} data-part="" {...inPlace}>
      <FormToken token={visit.formToken} />
      <input type="hidden" name="back" value={visit.here} />
      <button class={isFollowed ? 'button small quiet' : 'button small'}>
        <span aria-hidden="true">{isFollowed ? say.following : say.follow}</span>
        <span class="hidden-text">{isFollowed ? say.unfollowTopic(name) : say.followTopic(name)}</span>
      </button>
    </form>
  );
}

function TopicMenu({ visit, say, topic }: TopicProps): JSX.Element {
  const { id, name, isTop, isPin } = topic;
  const act = { token: visit.formToken, fields: { back: visit.here }, class: '' };
  return (
    <Menu label={say.moreFor(name)}>
      <ActionButton {...act} action={`/topics/${id}/stick`} text={isTop ? say.unstick : say.stick} icon="up" />
      <ActionButton {...act} action={`/topics/${id}/pin`} text={isPin ? say.unpin : say.pin} icon="pin" />
    </Menu>
  );
}
