import type { JSX } from 'preact';
import type { ActiveMember } from '#community/relations';
import { avatarUrl } from '#community/members';
import { Avatar, profilePath } from '#web/ui';
import type { TimelineTexts } from './timeline.texts.js';

/** Friends and followed people who have posted lately, as the community may show them above its timeline. */
export const Trends = ({ say, people }: { say: TimelineTexts; people: readonly ActiveMember[] }): JSX.Element => (
  <nav class="trends" aria-label={say.trends}>
    <ul>
      {people.map((member) => {
        const { username, nickname: name, isFresh } = member;
        const person = { name, username, avatar: avatarUrl('', member) };
        return (
          <li class={isFresh ? 'fresh' : undefined}>
            <a href={profilePath(username)} title={isFresh ? say.freshFrom(name) : name}>
              <Avatar of={person} />
              <span class="trend-name">{name}</span>
              {isFresh && <span class="hidden-text">, {say.isFresh}</span>}
            </a>
          </li>
        );
      })}
    </ul>
  </nav>
);
