import type { ComponentChildren, JSX } from 'preact';
import { Avatar, Handle } from './byline.js';
import { profilePath } from './links.js';
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
