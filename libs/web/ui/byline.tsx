import type { JSX } from 'preact';
import { variantAt } from './files.js';
import { profilePath } from './links.js';
import type { Reader } from './reader.js';
import { exactTime, spokenTime, toTheMinute } from './times.js';
import type { PersonView } from './views.js';

/** Says nothing by itself: the name stands beside it. */
export const Avatar = ({ of, little = false }: { of: PersonView; little?: boolean }): JSX.Element => (
  <img
    class={little ? 'avatar little' : 'avatar'}
    src={likeness(of.avatar)}
    alt=""
    width={little ? 28 : 40}
    height={little ? 28 : 40}
  />
);

/** Leads to them, as the name beside it does: who goes through a page by keyboard passes it over. */
export const AvatarLink = ({ of, little = false }: { of: PersonView; little?: boolean }): JSX.Element => (
  <a class="avatar-link" href={profilePath(of.username)} tabIndex={-1} aria-hidden="true">
    <Avatar {...{ of, little }} />
  </a>
);

export const NameLink = ({ of }: { of: PersonView }): JSX.Element => (
  <a class="name" href={profilePath(of.username)}>
    <b>{of.name}</b> <Handle of={of} />
  </a>
);

/** A small picture, where it is one of our files: the server has something to show also before that is made. */
const likeness = (address: string): string =>
  address.startsWith('/media/') ? variantAt(address, 'avatar.webp') : address;

export const Time = ({ at, reader }: { at: Date; reader: Reader }): JSX.Element => (
  <time datetime={at.toISOString()} title={exactTime(at, reader)}>
    {spokenTime(at, reader.now, reader)}
  </time>
);

/** To the minute, where the thing itself is what one came for. */
export const ExactTime = ({ at, reader }: { at: Date; reader: Reader }): JSX.Element => (
  <time datetime={at.toISOString()} title={exactTime(at, reader)}>
    {toTheMinute(at, reader)}
  </time>
);

/** Who has not chosen another name than the one they sign in with need not be called twice. */
export const Handle = ({ of }: { of: PersonView }): JSX.Element | null =>
  of.name.toLowerCase() === of.username.toLowerCase() ? null : <span class="muted small">@{of.username}</span>;

export const Edited = ({ edits, reader: { say } }: { edits: number; reader: Reader }): JSX.Element | null =>
  edits > 0 ? (
    <>
      {' · '}
      <span title={say.editedTimes(edits)}>{say.edited}</span>
    </>
  ) : null;

interface BylineProps {
  readonly author: PersonView;
  readonly at: Date;
  readonly reader: Reader;
  readonly place?: string;
  readonly edits?: number;
  /** Where the whole thing opens. */
  readonly href?: string;
}

export function Byline({ author, at, reader, place, edits = 0, href }: BylineProps): JSX.Element {
  return (
    <div class="byline">
      <NameLink of={author} />
      <span class="muted" aria-hidden="true">
        ·
      </span>
      <span class="muted">
        {href ? (
          <a
            class="open"
            href={href}
            aria-label={`${reader.say.openPost(author.name)}, ${spokenTime(at, reader.now, reader)}`}
          >
            <Time at={at} reader={reader} />
          </a>
        ) : (
          <Time at={at} reader={reader} />
        )}
        {place && ` · ${place}`}
        <Edited {...{ edits, reader }} />
      </span>
    </div>
  );
}
