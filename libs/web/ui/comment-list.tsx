import type { JSX } from 'preact';
import { Avatar, Byline } from './byline.js';
import { Icon } from './icons.js';
import { Attached, Count, textOf } from './post-parts.js';
import type { Reader } from './reader.js';
import { RichText } from './rich-text.js';
import type { CommentView, ReplyView } from './views.js';

export const CommentList = ({
  comments,
  reader,
}: {
  comments: readonly CommentView[];
  reader: Reader;
}): JSX.Element => (
  <ol>
    {comments.map((comment) => (
      <Comment {...{ comment, reader }} />
    ))}
  </ol>
);

function Comment({ comment, reader }: { comment: CommentView; reader: Reader }): JSX.Element {
  const { author, at, blocks, replies } = comment;
  return (
    <li class="comment" id={`comment-${comment.id}`}>
      <Avatar of={author} />
      <div>
        {comment.isHighlight && (
          <div class="signs">
            <span>
              <Icon name="highlight" />
              {reader.say.highlightedComment}
            </span>
          </div>
        )}
        <Byline {...{ author, at, reader }} />
        <p class="text">
          <RichText text={textOf(blocks)} />
        </p>
        <Attached blocks={blocks} by={author.name} reader={reader} open />
        <Stars count={comment.stars} reader={reader} />
        {replies.length > 0 && (
          <ol class="replies">
            {replies.map((reply) => (
              <Reply {...{ reply, reader }} />
            ))}
          </ol>
        )}
      </div>
    </li>
  );
}

const Stars = ({ count, reader }: { count: number; reader: Reader }): JSX.Element | null =>
  count > 0 ? (
    <div class="marks">
      <Count icon="star" count={count} text={reader.say.stars} reader={reader} kind="stars" />
    </div>
  ) : null;

function Reply({ reply, reader }: { reply: ReplyView; reader: Reader }): JSX.Element {
  return (
    <li class="reply" id={`comment-${reply.id}`}>
      <Avatar of={reply.author} little />
      <div>
        <Byline author={reply.author} at={reply.at} reader={reader} />
        <p class="text">
          {reply.to && <span class="mention">{reader.say.replyTo(reply.to.name)} </span>}
          <RichText text={reply.text} />
        </p>
        <Stars count={reply.stars} reader={reader} />
      </div>
    </li>
  );
}
