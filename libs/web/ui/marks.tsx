import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.js';
import { postPath } from './links.js';
import { Press } from './press.js';
import type { Reader } from './reader.js';
import { spokenNumber } from './times.js';
import type { OwnMarks, PostView } from './views.js';

export interface MarksProps {
  readonly post: PostView;
  readonly reader: Reader;
  /** Null for guests. */
  readonly token?: string | null | undefined;
  /** Where whoever presses something is, and comes back to. */
  readonly back?: string | undefined;
}

type Spoken = (count: number, shown: string) => string;

interface CountProps {
  readonly icon: IconName;
  readonly count: number;
  readonly text: Spoken;
  readonly reader: Reader;
  readonly kind?: string;
}

/** How often something was done with a post or comment; nothing to press. */
export function Count({ icon, count, text, reader: { locale }, kind = '' }: CountProps): JSX.Element {
  const shown = spokenNumber(count, locale);
  return (
    <span class={kind + (count ? ' some' : '')} title={text(count, shown)}>
      <Icon name={icon} />
      <span aria-hidden="true">{shown}</span>
      <span class="hidden-text">{text(count, shown)}</span>
    </span>
  );
}

/** A count that can be pressed. None at all is not shown as a number. */
function Counted({ icon, count, text, reader: { locale } }: Omit<CountProps, 'kind'>): JSX.Element {
  const shown = spokenNumber(count, locale);
  return (
    <>
      <Icon name={icon} />
      <span class="n" aria-hidden="true">
        {count > 0 && shown}
      </span>
      {count > 0 && <span class="hidden-text">, {text(count, shown)}</span>}
    </>
  );
}

/**
 * Comment, repeat or quote, star, keep, pass on: each with how often that was done. A guest sees the same, and is asked
 * to sign in. Answered alone to whoever pressed one of them with a script.
 */
export function Marks(props: MarksProps): JSX.Element {
  const { post, token, reader } = props;
  const mayPress = post.own !== undefined && typeof token === 'string';
  return (
    <div class="marks" data-failed={mayPress ? reader.say.notDone : undefined}>
      {reader.isFrozen && <StillMarks {...props} />}
      {!reader.isFrozen &&
        (mayPress ? <MemberMarks {...props} own={post.own!} token={token} /> : <GuestMarks {...props} />)}
      <Share {...props} />
    </div>
  );
}

function MemberMarks(props: MarksProps & { own: OwnMarks; token: string }): JSX.Element {
  const { post, reader, own } = props;
  const { say } = reader;
  return (
    <>
      <LinkMark href={`${postPath(post.id)}#comment`} {...{ reader }} name={say.comment}>
        <Counted icon="comment" count={post.comments} text={say.comments} reader={reader} />
      </LinkMark>
      <PassOn {...props} />
      <Pressed {...props} act="star" name={say.star} pressed={own.isStarred}>
        <Counted icon="star" count={post.stars} text={say.stars} reader={reader} />
      </Pressed>
      <Pressed {...props} act="collect" name={say.collect} pressed={own.isCollected}>
        <Counted icon="collect" count={post.collections} text={say.collections} reader={reader} />
      </Pressed>
    </>
  );
}

interface LinkMarkProps {
  readonly href: string;
  readonly name: string;
  readonly rel?: string;
  readonly reader: Reader;
  readonly children: ComponentChildren;
}

const LinkMark = ({ href, name, rel, children }: LinkMarkProps): JSX.Element => (
  <a class="mark" href={href} title={name} rel={rel}>
    <span class="hidden-text">{name}</span>
    {children}
  </a>
);

/** Where nothing can be pressed. */
function StillMarks({ post, reader }: MarksProps): JSX.Element {
  const { say } = reader;
  const shown: [IconName, number, Spoken][] = [
    ['repeat', post.shares, say.shares],
    ['star', post.stars, say.stars],
    ['collect', post.collections, say.collections],
  ];
  return (
    <>
      <LinkMark href={`${postPath(post.id)}#comments`} {...{ reader }} name={say.commentsName}>
        <Counted icon="comment" count={post.comments} text={say.comments} reader={reader} />
      </LinkMark>
      {shown.map(([icon, count, text]) => (
        <Count kind="mark still" {...{ icon, count, text, reader }} />
      ))}
    </>
  );
}

function GuestMarks({ post, reader }: MarksProps): JSX.Element {
  const { say } = reader;
  const href = `/sign-in?next=${encodeURIComponent(postPath(post.id))}`;
  const shown: [IconName, number, Spoken, string][] = [
    ['repeat', post.shares, say.shares, say.passOn],
    ['star', post.stars, say.stars, say.star],
    ['collect', post.collections, say.collections, say.collect],
  ];
  return (
    <>
      <LinkMark href={`${postPath(post.id)}#comments`} {...{ reader }} name={say.commentsName}>
        <Counted icon="comment" count={post.comments} text={say.comments} reader={reader} />
      </LinkMark>
      {shown.map(([icon, count, text, name]) => (
        <LinkMark {...{ href, reader, name }} rel="nofollow">
          <Counted {...{ icon, count, text, reader }} />
        </LinkMark>
      ))}
    </>
  );
}

interface PressedProps extends MarksProps {
  readonly act: 'star' | 'collect';
  readonly name: string;
  readonly pressed: boolean;
  readonly children: ComponentChildren;
}

const Pressed = ({ post, token, back, act, name, pressed, children }: PressedProps): JSX.Element => (
  <Press action={`${postPath(post.id)}/${act}`} token={token!} part="closest .marks" fields={{ back }}>
    <button class={`mark ${act}`} aria-pressed={pressed} title={name}>
      <span class="hidden-text">{name}</span>
      {children}
    </button>
  </Press>
);

/** Only what everybody may read can be repeated; whoever quotes says something of their own. */
function PassOn({ post, reader, token, back }: MarksProps): JSX.Element {
  const { say } = reader;
  return (
    <details class="pop">
      <summary class="mark" title={say.passOn}>
        <span class="hidden-text">{say.passOn}</span>
        <Counted icon="repeat" count={post.shares} text={say.shares} reader={reader} />
      </summary>
      <div class="pop-list">
        {post.audience === 'public' && (
          <Press
            action={`${postPath(post.id)}/repeat`}
            token={token!}
            part="closest .marks"
            fields={{ back }}
            shows={{ 'data-counts': 'yes' }}
          >
            <button>
              <Icon name="repeat" />
              {say.repeat}
            </button>
          </Press>
        )}
        <a href={`/compose?quote=${post.id}`}>
          <Icon name="compose" />
          {say.quote}
        </a>
      </div>
    </details>
  );
}

/** A script hands its address on, or copies it; without one the link is there to be copied. */
const Share = ({ post, reader: { say } }: MarksProps): JSX.Element => (
  <a class="mark share" href={postPath(post.id)} title={say.share} data-share data-said={say.linkCopied}>
    <Icon name="share" />
    <span class="hidden-text">{say.share}</span>
  </a>
);
