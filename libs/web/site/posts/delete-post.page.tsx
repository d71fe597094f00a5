import type { JSX } from 'preact';
import { type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, Form, Icon, postPath, type PostView, QuotedPost, spokenNumber } from '#web/ui';
import type { PostsTexts } from './posts.texts.js';

export interface AskedOfPost {
  readonly visit: ReadingVisit;
  readonly say: PostsTexts;
  readonly post: PostView;
  /** Where whoever changes their mind goes. */
  readonly back: string;
}

/** Says what is lost, and asks. */
export function DeletePostPage({ visit, say, post, back }: AskedOfPost): JSX.Element {
  const { reader, community, formToken } = visit;
  const title = post.isRepost ? say.deleteRepeat : say.deletePost;
  const isOthers = post.own?.isAuthor === false;
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${community}`, description: say.deleteMore }}>
      <header class="head">
        <Back href={back} reader={reader} />
        <h1>{title}</h1>
      </header>
      <div class="sheet wide">
        {isOthers && <p>{say.deleteOthers(post.author.name)}</p>}
        <p>{post.isRepost ? say.deleteRepeatMore : say.deleteMore}</p>
        <Losses {...{ visit, say, post }} />
        <QuotedPost quoted={post.isRepost ? (post.quoted ?? 'missing') : post} reader={reader} />
        <Form reader={reader} token={formToken} action={`${postPath(post.id)}/delete`} class="actions">
          <input type="hidden" name="back" value={back} />
          <button class="button danger">
            <Icon name="remove" />
            {post.isRepost ? say.takeBack : say.delete}
          </button>
          <a class="button quiet" href={back}>
            {say.keep}
          </a>
        </Form>
      </div>
    </SiteLayout>
  );
}

function Losses({ visit: { reader }, say, post }: Pick<AskedOfPost, 'visit' | 'say' | 'post'>): JSX.Element | null {
  const counts = [
    [post.comments, say.lostComments],
    [post.stars, say.lostStars],
    [post.collections, say.lostKept],
  ] as const;
  const lost = counts.filter(([count]) => count > 0);
  if (!lost.length) return null;
  return (
    <div class="losses">
      <p>{say.lost}</p>
      <ul>
        {lost.map(([count, text]) => (
          <li>{text(count, spokenNumber(count, reader.locale))}</li>
        ))}
      </ul>
    </div>
  );
}
