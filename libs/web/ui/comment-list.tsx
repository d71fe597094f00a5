import type { JSX } from 'preact';
import { AvatarLink, NameLink, Time } from './byline.js';
import { type Commented, CommentMenu, pathTo, Votes } from './comment-acts.js';
import { commentTexts } from './comments.texts.js';
import { Icon } from './icons.js';
import { Attached, textOf } from './post-parts.js';
import { RichText } from './rich-text.js';
import { spokenNumber } from './times.js';
import type { CommentView, ReplyView } from './views.js';

export interface CommentListProps extends Commented {
  readonly comments: readonly CommentView[];
  /** The comment or reply that somebody came for. */
  readonly sought?: number | undefined;
  /** The form by which something is answered, and the comment under which it stands. */
  readonly answer?: { readonly under: number; readonly to: number; readonly form: JSX.Element } | undefined;
}

/** Comments, each with the replies to it. Without `acts` nothing can be done with them. */
export const CommentList = ({ comments, ...rest }: CommentListProps): JSX.Element => (
  <ol class="comment-list" id="comment-list">
    {comments.map((comment) => (
      <Comment {...{ comment, ...rest }} />
    ))}
  </ol>
);

type SomeProps = Omit<CommentListProps, 'comments'>;

/** One of them, with the replies to it. */
export function Comment({ comment, ...rest }: SomeProps & { comment: CommentView }): JSX.Element {
  const { reader, sought, answer } = rest;
  const { id, author, blocks, replies } = comment;
  return (
    <li class={sought === id ? 'comment sought' : 'comment'} id={`comment-${id}`} data-by={author.username}>
      <AvatarLink of={author} />
      <div class="card">
        {comment.isHighlight && (
          <div class="signs">
            <span>
              <Icon name="highlight" />
              {reader.say.highlightedComment}
            </span>
          </div>
        )}
        <div class="card-head">
          <Said {...rest} by={comment} />
          <CommentMenu {...rest} of={comment} isHighlight={comment.isHighlight} replies={replies.length} />
        </div>
        <p class="text">
          <RichText text={textOf(blocks)} />
        </p>
        <Attached blocks={blocks} by={author.name} reader={reader} open />
        <Votes {...rest} of={comment} under={id} />
        <Replies {...rest} replies={replies} under={id} />
        <div class="answer" id={`answer-${id}`} hx-morph-skip-children>
          {answer?.under === id && answer.form}
        </div>
      </div>
    </li>
  );
}

/** Who said it, when and from where; the time is the way to this very comment. */
function Said({ by, reader, postId, at: list }: Commented & { by: CommentView | ReplyView }): JSX.Element {
  const { id, author, at, place, byPostAuthor } = by;
  return (
    <div class="byline">
      <NameLink of={author} />
      {byPostAuthor && <span class="author-sign">{commentTexts[reader.locale].byPostAuthor}</span>}
      <span class="muted" aria-hidden="true">
        ·
      </span>
      <span class="muted">
        <a class="when-said" href={pathTo(postId, list, { comment: id }, id)} rel="nofollow">
          <Time at={at} reader={reader} />
        </a>
        {place && ` · ${place}`}
      </span>
    </div>
  );
}

const mostShown = 3;

type RepliesProps = SomeProps & { replies: readonly ReplyView[]; under: number };

/** Those above three are folded, unless somebody came for one of them. */
function Replies({ replies, ...rest }: RepliesProps): JSX.Element | null {
  if (!replies.length) return null;
  const { reader, sought, answer } = rest;
  const folded = replies.slice(mostShown);
  const open = folded.some(({ id }) => id === sought || id === answer?.to);
  return (
    <div class="replies">
      <ReplyList {...rest} replies={replies.slice(0, mostShown)} />
      {folded.length > 0 && (
        <details class="more-replies" open={open}>
          <summary>
            {commentTexts[reader.locale].moreReplies(folded.length, spokenNumber(folded.length, reader.locale))}
          </summary>
          <ReplyList {...rest} replies={folded} />
        </details>
      )}
    </div>
  );
}

const ReplyList = ({ replies, ...rest }: RepliesProps): JSX.Element => (
  <ol>
    {replies.map((reply) => (
      <Reply {...{ reply, ...rest }} />
    ))}
  </ol>
);

function Reply({ reply, under, ...rest }: SomeProps & { reply: ReplyView; under: number }): JSX.Element {
  const { reader, sought } = rest;
  const { id, author, to } = reply;
  return (
    <li class={sought === id ? 'reply sought' : 'reply'} id={`comment-${id}`} data-by={author.username}>
      <AvatarLink of={author} little />
      <div class="card">
        <div class="card-head">
          <Said {...rest} by={reply} />
          <CommentMenu {...rest} of={reply} />
        </div>
        <p class="text">
          {to && <span class="muted">{reader.say.replyTo(to.name)} </span>}
          <RichText text={reply.text} />
        </p>
        <Votes {...rest} of={reply} under={under} />
      </div>
    </li>
  );
}
