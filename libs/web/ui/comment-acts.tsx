import type { ComponentChildren, JSX } from 'preact';
import { commentTexts } from './comments.texts.js';
import { FormToken } from './forms.js';
import { Icon } from './icons.js';
import { postPath } from './links.js';
import { Menu } from './menus.js';
import { Press, PutAway } from './press.js';
import type { Reader } from './reader.js';
import { spokenNumber } from './times.js';
import type { CommentView, ReplyView } from './views.js';

/** What may be done with the comments of a page. */
export interface CommentActs {
  readonly token: string;
  readonly mayReply: boolean;
  /** The author of the post. */
  readonly mayChoose: boolean;
}

/** Where comments stand, and for whom. */
export interface Commented {
  readonly reader: Reader;
  readonly postId: number;
  /** Order and page of their list, as a query. */
  readonly at: ListPlace;
  /** `sign-in`: once somebody has signed in. */
  readonly acts?: CommentActs | 'sign-in' | undefined;
}

export interface ListPlace {
  readonly style?: string;
  readonly page?: number;
}

/** An address of the post's page: the list as it is, and what is asked of it. `id`: a comment to stand at. */
export function pathTo(postId: number, at: ListPlace, asked: Readonly<Record<string, number>> = {}, id?: number) {
  const isElsewhere = Object.keys(asked).length > 0; // the page that holds it is found anew
  const query = new URLSearchParams([
    ...(at.style === undefined ? [] : [['style', at.style]]),
    ...(at.page === undefined || at.page === 1 || isElsewhere ? [] : [['page', String(at.page)]]),
    ...Object.entries(asked).map(([name, value]) => [name, String(value)]),
  ] as [string, string][]).toString();
  return `${postPath(postId)}${query && `?${query}`}${id === undefined ? '' : `#comment-${id}`}`;
}

type Of = Commented & { readonly of: CommentView | ReplyView };

/** `under`: the comment that it is, or answers. */
type UnderProps = Of & { readonly under: number };

/** Where something is sent that is done with a comment or reply. */
function actionOf({ of, postId, at }: Of, act: string): string {
  const kind = 'blocks' in of ? 'comments' : 'replies';
  const [, query] = pathTo(postId, at).split('?');
  return `${postPath(postId)}/${kind}/${of.id}/${act}${query ? `?${query}` : ''}`;
}

const signInPath = ({ of, postId, at }: Of): string =>
  `/sign-in?${new URLSearchParams({ next: pathTo(postId, at, { comment: of.id }, of.id) })}`;

/** Up with how often, down, and the way to answer; renewed alone when one of them was pressed with a script. */
export function Votes(props: UnderProps): JSX.Element {
  const { of, acts } = props;
  return (
    <div class="votes" id={`votes-${of.id}`} data-failed={commentTexts[props.reader.locale].failed}>
      {acts === undefined && of.stars > 0 && (
        <span class="mark">
          <Ups {...props} />
        </span>
      )}
      {acts === 'sign-in' && <GuestVotes {...props} />}
      {typeof acts === 'object' && <OwnVotes {...props} />}
    </div>
  );
}

function Ups({ of: { stars }, reader: { locale } }: Of): JSX.Element {
  const shown = spokenNumber(stars, locale);
  return (
    <>
      <Icon name="up" />
      <span class="n" aria-hidden="true">
        {stars > 0 && shown}
      </span>
      {stars > 0 && <span class="hidden-text">{commentTexts[locale].ups(stars, shown)}</span>}
    </>
  );
}

function GuestVotes(props: UnderProps): JSX.Element {
  const say = commentTexts[props.reader.locale];
  const href = signInPath(props);
  return (
    <>
      <a class="mark" href={href} rel="nofollow" title={say.up}>
        <span class="hidden-text">{say.up} </span>
        <Ups {...props} />
      </a>
      <a class="mark" href={href} rel="nofollow">
        {say.reply}
      </a>
    </>
  );
}

function OwnVotes(props: UnderProps): JSX.Element {
  const { of, reader, acts } = props;
  const say = commentTexts[reader.locale];
  return (
    <>
      <Vote {...props} act="up" name={say.up} pressed={of.own?.vote === 1}>
        <Ups {...props} />
      </Vote>
      <Vote {...props} act="down" name={say.down} pressed={of.own?.vote === -1}>
        <Icon name="down" />
      </Vote>
      {typeof acts === 'object' && acts.mayReply && <ReplyLink {...props} />}
    </>
  );
}

interface VoteProps extends UnderProps {
  readonly act: 'up' | 'down';
  readonly name: string;
  readonly pressed: boolean;
  readonly children: ComponentChildren;
}

function Vote({ act, name, pressed, children, under, ...props }: VoteProps): JSX.Element {
  const { id } = props.of;
  return (
    <Press
      action={actionOf(props, act)}
      token={tokenOf(props)}
      part={`#votes-${id}`}
      fields={{ comment_id: under === id ? undefined : under }}
    >
      <button class={`mark ${act}`} id={`${act}-${id}`} aria-pressed={pressed} title={name}>
        <span class="hidden-text">{name} </span>
        {children}
      </button>
    </Press>
  );
}

const tokenOf = ({ acts }: Commented): string => (typeof acts === 'object' ? acts.token : '');

/** With a script, only this part of the page that it leads to takes the place of the one there is. */
export const inPlace = (action: string, part: string, reader: Reader) => ({
  ...answeredBy(action, part, reader),
  'hx-select': part,
  'hx-swap': 'outerHTML',
});

/** With a script, what is answered takes the place of this part. */
export const answeredBy = (action: string, part: string, { locale }: Reader) => ({
  'hx-post': action,
  'hx-target': part,
  'hx-swap': 'outerMorph',
  'data-comment-form': commentTexts[locale].failed,
});

/** Without a script the same page with a form in it. */
function ReplyLink({ of, under, postId, at, reader }: UnderProps): JSX.Element {
  const say = commentTexts[reader.locale];
  const path = pathTo(postId, at, { reply: of.id });
  const slot = `#answer-${under}`;
  return (
    <a
      class="mark"
      href={`${path}${slot}`}
      rel="nofollow"
      aria-label={say.replyTo(of.author.name)}
      hx-get={path}
      hx-target={slot}
      hx-select={slot}
      hx-swap="outerHTML"
    >
      <Icon name="reply" />
      {say.reply}
    </a>
  );
}

type MenuProps = Of & { readonly isHighlight?: boolean; readonly replies?: number };

/** What else can be done with it: nothing for guests. */
export function CommentMenu(props: MenuProps): JSX.Element | null {
  const { of, reader, postId, at, acts, isHighlight } = props;
  if (typeof acts !== 'object') return null;
  return (
    <div class="post-menu" data-failed={commentTexts[reader.locale].failed}>
      <Menu label={reader.say.moreActions}>
        <a href={pathTo(postId, at, { comment: of.id }, of.id)} data-copy data-said={reader.say.linkCopied}>
          <Icon name="link" />
          {reader.say.copyLink}
        </a>
        {acts.mayChoose && isHighlight !== undefined && <Choose {...props} />}
        {of.own && !of.own.isOwn && (
          <PutAway token={acts.token} of={of.author} say={reader.say} back={pathTo(postId, at)} />
        )}
        {of.own?.mayDelete && <Delete {...props} />}
      </Menu>
    </div>
  );
}

/** To the top of all comments, by the author of the post. */
function Choose(props: MenuProps): JSX.Element {
  const { of, reader, isHighlight } = props;
  const say = commentTexts[reader.locale];
  const [text, other] = isHighlight ? [say.unchoose, say.choose] : [say.choose, say.unchoose];
  return (
    <Press
      action={actionOf(props, 'highlight')}
      token={tokenOf(props)}
      part={`#comment-${of.id}`}
      shows={{ 'data-sign': reader.say.highlightedComment }}
    >
      <button>
        <Icon name="highlight" />
        <span data-other={other}>{text}</span>
      </button>
    </Press>
  );
}

/** Asks once more without scripts; with them it is gone at once, and can be undone for some seconds. */
function Delete({ replies = 0, ...props }: MenuProps): JSX.Element {
  const { reader } = props;
  const say = commentTexts[reader.locale];
  return (
    <details class="sure">
      <summary class="danger">
        <Icon name="remove" />
        {reader.say.delete}
      </summary>
      <form
        class="act"
        method="post"
        action={actionOf(props, 'delete')}
        data-undo={say.undo}
        data-said={say.deleted}
        data-failed={say.notDeleted}
      >
        <FormToken token={tokenOf(props)} />
        <p class="muted small">{replies ? say.sureWith(replies, spokenNumber(replies, reader.locale)) : say.sure}</p>
        <button class="danger">{say.deleteIt}</button>
      </form>
    </details>
  );
}
