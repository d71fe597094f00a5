import type { JSX } from 'preact';
import { Avatar, Byline, Handle, Time } from './byline.js';
import { Attached, Marks, Signs, textOf, titleOf } from './post-parts.js';
import type { Reader } from './reader.js';
import { folded, RichText } from './rich-text.js';
import type { PostView } from './views.js';

interface PostProps {
  readonly post: PostView;
  readonly reader: Reader;
  readonly topicPath?: (topic: string) => string;
}

/** A post in a list: the whole card opens it, what is a link in it stays one, and its text can be selected. */
export function PostCard({ post, reader, topicPath }: PostProps): JSX.Element {
  const href = `/post/${post.id}`;
  const text = textOf(post.blocks);
  const start = folded(text);
  return (
    <article class="post">
      <Avatar of={post.author} />
      <div>
        <Signs {...{ post, reader }} />
        <Byline author={post.author} at={post.at} place={post.place} {...{ reader, href }} />
        <div class="body">
          {titleOf(post.blocks) && <h2>{titleOf(post.blocks)}</h2>}
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
        <Topics {...{ post, text, topicPath }} />
        <Attached blocks={post.blocks} by={post.author.name} reader={reader} />
        <Marks {...{ post, reader }} />
      </div>
    </article>
  );
}

/** The same post on its own page. */
export function WholePost({ post, reader, topicPath }: PostProps): JSX.Element {
  const text = textOf(post.blocks);
  return (
    <article class="whole">
      <Signs {...{ post, reader }} />
      <div class="who">
        <Avatar of={post.author} />
        <div>
          <b>{post.author.name}</b> <Handle of={post.author} />
        </div>
      </div>
      <div class="body">
        {titleOf(post.blocks) && <h2>{titleOf(post.blocks)}</h2>}
        <RichText text={text} topics={post.topics} topicPath={topicPath} />
      </div>
      <Topics {...{ post, text, topicPath }} />
      <Attached blocks={post.blocks} by={post.author.name} reader={reader} open />
      <p class="when">
        <Time at={post.at} reader={reader} />
        {post.place && ` · ${post.place}`}
      </p>
      <Marks {...{ post, reader }} />
    </article>
  );
}

interface TopicsProps {
  readonly post: PostView;
  readonly text: string;
  readonly topicPath: PostProps['topicPath'];
}

/** Those that the text itself does not show. */
function Topics({ post, text, topicPath }: TopicsProps): JSX.Element | null {
  const written = text.toLowerCase().replaceAll('＃', '#');
  const others = post.topics.filter((topic) => !written.includes(`#${topic.toLowerCase()}`));
  if (!others.length) return null;
  return (
    <p class="topics">
      {others.map((topic) => (topicPath ? <a href={topicPath(topic)}>#{topic}</a> : <span class="tag">#{topic}</span>))}
    </p>
  );
}
