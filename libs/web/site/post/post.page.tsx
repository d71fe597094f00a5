import type { JSX } from 'preact';
import { type Figures, type ReadingVisit, SiteLayout } from '#web/shell';
import {
  Back,
  CommentList,
  type CommentActs,
  type CommentView,
  type ListPlace,
  Pager,
  pathTo,
  postPath,
  type PostView,
  spokenNumber,
  Tabs,
  topicPath,
  WholePost,
} from '#web/ui';
import { CommentBox } from './comment-box.js';
import { metaOf } from './post-meta.js';
import type { PostTexts } from './post.texts.js';
import type { Standing } from './standing.js';
import { type Unsaid, Writer } from './writer.js';

/** What is answered, if a form for that stands on the page. */
export interface Answered {
  /** The comment under which the form stands. */
  readonly under: number;
  /** The comment or reply itself, whose author it was, and that member's id where the answer says it is for them. */
  readonly id: number;
  readonly name: string;
  readonly memberId?: number | undefined;
}

export interface PostModel {
  readonly visit: ReadingVisit;
  readonly say: PostTexts;
  readonly figures: Figures;
  readonly post: PostView;
  readonly comments: readonly CommentView[];
  readonly at: ListPlace & { readonly page: number };
  readonly more: boolean;
  readonly standing: Standing;
  readonly acts: CommentActs | 'sign-in' | undefined;
  readonly sought?: number | undefined;
  /** Somebody came for a comment that they cannot be shown. */
  readonly isGone: boolean;
  readonly answered?: Answered | undefined;
  readonly unsaid?: Unsaid | undefined;
}

export function PostPage(model: PostModel): JSX.Element {
  const { visit, figures, post, at } = model;
  const { reader, say, formToken, here } = visit;
  const path = pathTo(post.id, { page: at.page });
  return (
    <SiteLayout {...{ visit, figures }} meta={metaOf(visit, post, path)}>
      <header class="head">
        <Back href="/" reader={reader} />
        <h1>{say.post}</h1>
      </header>
      <WholePost {...{ post, reader, topicPath, here }} token={formToken} />
      <Further {...model} />
      <Comments {...model} />
    </SiteLayout>
  );
}

/** Who starred it, and what it said before. */
function Further({ post, say, visit: { reader } }: PostModel): JSX.Element | null {
  if (!post.stars && !post.edits) return null;
  return (
    <nav class="further" aria-label={say.who}>
      {post.stars > 0 && (
        <a href={`${postPath(post.id)}/stars`}>
          {say.starredBy} <span class="muted">{spokenNumber(post.stars, reader.locale)}</span>
        </a>
      )}
      {post.edits > 0 && (
        <a href={`${postPath(post.id)}/history`}>
          {say.history} <span class="muted">{spokenNumber(post.edits, reader.locale)}</span>
        </a>
      )}
    </nav>
  );
}

/** All of it is loaded anew when something was said with a script. */
function Comments(model: PostModel): JSX.Element {
  const { visit, say, post, comments, at, more, sought, isGone, acts } = model;
  const { reader } = visit;
  const isEmpty = comments.length === 0 && at.page === 1;
  return (
    <section id="comments" class="comments" aria-labelledby="comments-title">
      <h2 class="section" id="comments-title">
        {visit.say.comments}
        {post.comments > 0 && <span class="muted"> {spokenNumber(post.comments, reader.locale)}</span>}
      </h2>
      <TopBox {...model} />
      {isGone && (
        <p class="note gone" role="status">
          {say.commentGone}
        </p>
      )}
      {!isEmpty && <Orders {...model} />}
      <CommentList {...{ comments, reader, at, acts, sought }} postId={post.id} answer={answerOf(model)} />
      {isEmpty ? (
        <p class="end">
          {visit.say.noComments}
          {model.standing === 'open' && ` ${say.beFirst}`}
        </p>
      ) : (
        <Pager
          page={at.page}
          pathOf={(page) => pathTo(post.id, { ...at, page })}
          end={visit.say.commentsEnd}
          feed="#comment-list"
          {...{ more, reader }}
        />
      )}
    </section>
  );
}

/** What could not be answered, because that is gone, is kept where it can still be said. */
function TopBox({ visit, say, post, at, standing, answered, unsaid }: PostModel): JSX.Element {
  const isHere = unsaid && (unsaid.answers === undefined || !answered);
  return (
    <CommentBox
      {...{ visit, say, standing }}
      action={`${postPath(post.id)}/comment${queryOf(at)}`}
      path={postPath(post.id)}
      unsaid={isHere ? unsaid : undefined}
    />
  );
}

const queryOf = (at: ListPlace): string => {
  const [, query] = pathTo(0, at).split('?');
  return query ? `?${query}` : '';
};

const answerOf = ({ visit, say, post, at, answered, unsaid }: PostModel) =>
  answered && {
    under: answered.under,
    to: answered.id,
    form: (
      <Writer
        {...{ visit, say, unsaid }}
        action={`${postPath(post.id)}/comments/${answered.under}/reply${queryOf(at)}`}
        id={`content-${answered.under}`}
        label={say.yourReply(answered.name)}
        placeholder={say.yourReply(answered.name)}
        button={say.reply}
        autofocus
        under={answered.under}
        to={unsaid?.to ?? answered.memberId}
        cancel={pathTo(post.id, at, {}, answered.id)}
      />
    ),
  };

const orders = [
  [undefined, 'recommended'],
  ['hots', 'hot'],
  ['newest', 'newest'],
] as const;

function Orders({ post, at, say }: PostModel): JSX.Element {
  const path = (style: string | undefined) => `${pathTo(post.id, style === undefined ? {} : { style })}#comments`;
  return (
    <Tabs
      tabs={orders.map(([style, name]) => ({ href: path(style), text: say[name] }))}
      current={path(at.style)}
      label={say.orders}
    />
  );
}
