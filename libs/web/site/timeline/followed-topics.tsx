import type { JSX } from 'preact';
import { topicPath } from '#web/ui';
import type { TimelineTexts } from './timeline.texts.js';

/** In the right column of a member: what they follow, those on top first. */
export const FollowedTopics = ({ say, topics }: { say: TimelineTexts; topics: readonly string[] }): JSX.Element => (
  <section class="panel">
    <h2>
      <a href="/topics?type=follow">{say.followedTopics}</a>
    </h2>
    <p class="chips">
      {topics.map((topic) => (
        <a class="chip" href={topicPath(topic)}>
          #{topic}
        </a>
      ))}
    </p>
  </section>
);
