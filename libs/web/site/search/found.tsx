import type { JSX } from 'preact';
import type { Piece } from '#community/search';
import type { ReadingVisit } from '#web/shell';
import {
  AvatarLink,
  blockType,
  Byline,
  FollowButton,
  Icon,
  Marks,
  PersonRow,
  type PersonView,
  picturesOf,
  postPath,
  type PostView,
  spokenNumber,
  Thumbs,
} from '#web/ui';
import type { SearchTexts } from './search.texts.js';

export interface FoundPostView {
  readonly post: PostView;
  readonly pieces: readonly Piece[];
}

export interface FoundPersonView {
  readonly person: PersonView;
  readonly followers: number;
  readonly isFollowing: boolean;
  readonly isSelf: boolean;
}

/** A text with what was looked for in it. */
export const Marked = ({ pieces }: { pieces: readonly Piece[] }): JSX.Element => (
  <>{pieces.map(({ text, isFound }) => (isFound ? <mark>{text}</mark> : text))}</>
);

interface FoundPostProps {
  readonly visit: ReadingVisit;
  readonly found: FoundPostView;
}

/** A post in short: the piece of its text that was found, and what it shows in small. */
export function FoundPost({ visit, found: { post, pieces } }: FoundPostProps): JSX.Element {
  const { reader, formToken: token, here } = visit;
  const { id, author, at, place, edits, cover } = post;
  return (
    <article class="post" id={`post-${id}`} data-post={id}>
      <AvatarLink of={author} />
      <div class="card">
        <div class="card-head">
          <Byline {...{ author, at, place, edits, reader }} href={postPath(id)} />
        </div>
        {cover ? <Warning cover={cover} /> : <Brief {...{ visit, post, pieces }} />}
        <Marks {...{ post, reader, token }} back={`${here}#post-${id}`} />
      </div>
    </article>
  );
}

const Warning = ({ cover }: { cover: string }): JSX.Element => (
  <p class="mentioned">
    <Icon name="cover" />
    <span>{cover}</span>
  </p>
);

function Brief({ visit, post, pieces }: FoundPostView & { visit: ReadingVisit }): JSX.Element {
  const { reader } = visit;
  const { blocks, author, isRepost } = post;
  const films = blocks.filter(({ type }) => type === blockType.film);
  return (
    <>
      {pieces.length > 0 && (
        <p class="body snippet">
          <Marked pieces={pieces} />
        </p>
      )}
      {isRepost && <p class="muted">{reader.say.repeated(author.name)}</p>}
      <Thumbs pictures={picturesOf(blocks)} by={author.name} locale={reader.locale} />
      {films.map(({ alt }) => (
        <p class="mentioned">
          <Icon name="film" />
          <span>{alt ?? reader.say.film(author.name)}</span>
        </p>
      ))}
    </>
  );
}

interface FoundPersonProps {
  readonly visit: ReadingVisit;
  readonly say: SearchTexts;
  readonly found: FoundPersonView;
}

export function FoundPerson({ visit, say, found }: FoundPersonProps): JSX.Element {
  const { reader, formToken: token, here: back } = visit;
  const { person, followers, isFollowing, isSelf } = found;
  return (
    <PersonRow person={person} about={say.followers(followers, spokenNumber(followers, reader.locale))}>
      {!isSelf && <FollowButton {...{ person, isFollowing, token, reader, back }} />}
    </PersonRow>
  );
}
