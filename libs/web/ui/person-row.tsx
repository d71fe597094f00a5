import type { ComponentChildren, JSX } from 'preact';
import { Avatar, Handle } from './byline.js';
import { FormToken } from './forms.js';
import { profilePath } from './links.js';
import type { Reader } from './reader.js';
import type { PersonView } from './views.js';

interface PersonRowProps {
  readonly person: PersonView;
  /** A line below the name. */
  readonly about?: ComponentChildren;
  /** The one thing that can be done here. */
  readonly children?: ComponentChildren;
}

/** Somebody in a list: the whole row leads to them, but its button. */
export const PersonRow = ({ person, about, children }: PersonRowProps): JSX.Element => (
  <li class="row">
    <Avatar of={person} />
    <div class="row-text">
      <a class="open" href={profilePath(person.username)}>
        <b>{person.name}</b> <Handle of={person} />
      </a>
      {about && <p class="muted small">{about}</p>}
    </div>
    {children && <div class="row-act">{children}</div>}
  </li>
);

interface FollowProps {
  readonly person: PersonView;
  readonly isFollowing: boolean;
  /** Null for guests, whom it leads to sign in. */
  readonly token: string | null;
  readonly reader: Reader;
  /** Path of the page it stands on. */
  readonly back: string;
  /** What else of that page changes with it: a selector. Else nothing but the button. */
  readonly part?: string;
}

/** Follows somebody, or no longer; in place where scripts are. */
export function FollowButton({ person, isFollowing, token, reader, back, part }: FollowProps): JSX.Element | null {
  const { username, name } = person;
  const path = profilePath(username);
  const { say } = reader;
  if (reader.isFrozen) return isFollowing ? <span class="muted small">{say.following}</span> : null;
  if (token === null) {
    return (
      <a class="button small" href={`/sign-in?${new URLSearchParams({ next: path })}`}>
        {say.follow}
      </a>
    );
  }
  const id = `follow-${username}`;
  const action = `${path}/${isFollowing ? 'unfollow' : 'follow'}`;
  const inPlace = { 'hx-post': action, 'hx-target': part, 'hx-select': part ?? `#${id}`, 'hx-swap': 'outerMorph' };
  return (
    <form id={id} class="act" method="post" action={action} data-part="" {...inPlace}>
      <FormToken token={token} />
      <input type="hidden" name="back" value={back} />
      <button class={isFollowing ? 'button small quiet' : 'button small'}>
        {isFollowing ? say.following : say.follow}
        <span class="hidden-text">{isFollowing ? say.unfollowWhom(name) : say.followWhom(name)}</span>
      </button>
    </form>
  );
}
