import type { JSX } from 'preact';
import { AvatarLink, Byline, Edited, ExactTime, NameLink, Time } from './byline.js';
import { Icon } from './icons.js';
import { keptPart } from './kept-parts.js';
import { postPath, topicPath } from './links.js';
import { Marks } from './marks.js';
import { PostMenu } from './post-menu.js';
import { Attached, Covered, Signs, textOf, titleOf } from './post-parts.js';
import { QuotedPost } from './quoted-post.js';
import type { Reader } from './reader.js';
import { folded, RichText } from './rich-text.js';
import type { PostView } from './views.js';

interface PostProps {
  readonly post: PostView;
  readonly reader: Reader;
  /** For what can be done with it; null for guests. */
  readonly token?: string | null;
  /** Path and query of the page it stands on, to come back to. */
  readonly here?: string;
}

interface CardProps extends PostProps {
  /** Of how many letters a text is shown at most. */
  readonly foldAt: number;
}

interface ShownProps extends CardProps {
  readonly back: string;
}

/** A post in a list: the whole card opens it, what is a link in it stays one, and its text can be selected. */
export function PostCard(props: CardProps): JSX.Element {
  const { post, token, here, foldAt } = props;
  if (isOfAReader(post, token)) return <Made {...props} />;
  return keptPart(props, ['card', here, foldAt], () => <Made {...props} />);
}

/** Whether it shows what one reader has done with it, and may do. */
const isOfAReader = ({ own }: PostView, token: string | null | undefined): boolean =>
  own !== undefined || typeof token === 'string';

function Made({ post, here = '/', ...rest }: CardProps): JSX.Element {
  const { reader, token } = rest;
  const original = post.quoted ?? 'missing';
  const back = `${here}#post-${post.id}`;
  const shown = post.isRepost && typeof original === 'object' ? original : post;
  const by = [...new Set([post.author.username, shown.author.username])].join(' ');
  return (
    <article class="post" id={`post-${post.id}`} data-post={shown.id} data-by={by}>
      {post.isRepost && <Repeated {...{ post, reader, token, back }} />}
      {!post.isRepost && <Card {...{ post, back, ...rest }} />}
      {post.isRepost && typeof original === 'object' && <Card post={original} back={back} {...rest} />}
      {post.isRepost && typeof original !== 'object' && (
        <div class="beside">
          <QuotedPost quoted={original} reader={reader} />
        </div>
      )}
    </article>
  );
}

function Card({ post, reader, foldAt, token, back }: ShownProps): JSX.Element {
  const { author, at, place, edits } = post;
  const href = postPath(post.id);
  const content = { post, reader, foldAt, href };
  return (
    <>
      <AvatarLink of={author} />
      <div class="card">
        <Signs {...{ post, reader }} />
        <div class="card-head">
          <Byline {...{ author, at, place, edits, reader, href }} />
          <PostMenu {...{ post, reader, token, back }} />
        </div>
        {isOfAReader(post, token) ? <KeptContent {...content} /> : <Content {...content} />}
        <Marks {...{ post, reader, token, back }} />
      </div>
    </>
  );
}

type RepeatedProps = Pick<ShownProps, 'post' | 'reader' | 'token' | 'back'>;

/** Who shows somebody else's post, and may take that back; the time leads to this post, the card to the other one. */
const Repeated = ({ post, reader, token, back }: RepeatedProps): JSX.Element => (
  <div class="beside repeated">
    <Signs {...{ post, reader }} />
    <p>
      <Icon name="repeat" />
      <span>
        {reader.say.repeated(post.author.name)}
        {' · '}
        <a href={postPath(post.id)}>
          <Time at={post.at} reader={reader} />
        </a>
        {post.own?.isAuthor && token && (
          <>
            {' · '}
            <a href={`${postPath(post.id)}/delete?back=${encodeURIComponent(back)}`} data-ask>
              {reader.say.takeBack}
            </a>
          </>
        )}
      </span>
    </p>
  </div>
);

/** The same post on its own page. */
export function WholePost({ post, reader, token, here }: PostProps): JSX.Element {
  const { author, at, place, edits } = post;
  const path = postPath(post.id);
  const back = here ?? path;
  return (
    <article class="whole" id={`post-${post.id}`}>
      {post.isRepost && (
        <p class="repeated">
          <Icon name="repeat" />
          <span>{reader.say.repeated(author.name)}</span>
        </p>
      )}
      <Signs {...{ post, reader }} />
      <div class="who">
        <AvatarLink of={author} />
        <div class="who-name">
          <NameLink of={author} />
        </div>
        <PostMenu {...{ post, reader, token, back }} />
      </div>
      <Content {...{ post, reader }} open />
      <p class="when">
        <ExactTime at={at} reader={reader} />
        {place && ` · ${place}`}
        <Edited {...{ edits, reader }} />
      </p>
      <Marks {...{ post, reader, token, back }} />
    </article>
  );
}

interface ContentProps extends PostProps {
  /** Without it nothing is folded. */
  readonly foldAt?: number;
  /** Where all of it is. */
  readonly href?: string;
  /** Whether pictures open by themselves. */
  readonly open?: boolean;
}

/** Of a card that is a reader's own in all else. */
function KeptContent(props: ContentProps): JSX.Element {
  const { id, author, at, blocks, topics, cover, price, quoted } = props.post;
  const post = { id, author, at, blocks, topics, cover, price, quoted };
  return keptPart({ post, reader: props.reader }, ['content', props.foldAt], () => <Content {...props} />);
}

/** What a post says and shows, behind its warning if it has one. */
function Content(props: ContentProps): JSX.Element {
  const { post, reader, open } = props;
  const { id, blocks, author, price, quoted, cover } = post;
  const picturePath = (number: number): string => `${postPath(id)}/media/${number}`;
  return (
    <Covered {...{ cover, reader }}>
      <Words {...props} />
      <Topics post={post} />
      <Attached {...{ blocks, price, reader, open, picturePath }} by={author.name} />
      {quoted !== undefined && <QuotedPost {...{ quoted, reader }} />}
    </Covered>
  );
}

function Words({ post, reader, foldAt = Infinity, href }: ContentProps): JSX.Element | null {
  const [title, text] = [titleOf(post.blocks), textOf(post.blocks)];
  if (!title && !text) return null;
  const start = foldAt === Infinity ? null : folded(text, foldAt);
  return (
    <div class="body">
      {title && <h2>{title}</h2>}
      <RichText text={start ?? text} topics={post.topics} topicPath={topicPath} />
      {start !== null && (
        <>
          {' '}
          <a class="more" href={href}>
            {reader.say.more}
          </a>
        </>
      )}
    </div>
  );
}

/** Those that the text itself does not show. */
function Topics({ post }: Pick<PostProps, 'post'>): JSX.Element | null {
  const written = textOf(post.blocks).toLowerCase().replaceAll('＃', '#');
  const others = post.topics.filter((topic) => !written.includes(`#${topic.toLowerCase()}`));
  if (!others.length) return null;
  return (
    <p class="topics">
      {others.map((topic) => (
        <a href={topicPath(topic)}>#{topic}</a>
      ))}
    </p>
  );
}
