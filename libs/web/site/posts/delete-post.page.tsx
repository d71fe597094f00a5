import type { JSX } from 'preact';
import { SiteLayout } from '#web/shell';
import { Back, Icon, QuotedPost, spokenNumber } from '#web/ui';
import { AskedForm, type AskedOfPost, AskedPart } from './asked-part.js';

/** Says what is lost, and asks. */
export function DeletePostPage(asked: AskedOfPost): JSX.Element {
  const { visit, say, back } = asked;
  const title = titleOf(asked);
  return (
    <SiteLayout visit={visit} meta={{ title: `${title} · ${visit.community}`, description: say.deleteMore }}>
      <header class="head">
        <Back href={back} reader={visit.reader} />
        <h1>{title}</h1>
      </header>
      <div class="sheet wide">
        <Question {...asked} inPlace={false} />
      </div>
    </SiteLayout>
  );
}

export const DeletePostPart = (asked: AskedOfPost): JSX.Element => (
  <AskedPart visit={asked.visit} title={titleOf(asked)}>
    <Question {...asked} inPlace />
  </AskedPart>
);

const titleOf = ({ say, post }: AskedOfPost): string => (post.isRepost ? say.deleteRepeat : say.deletePost);

function Question({ inPlace, ...asked }: AskedOfPost & { inPlace: boolean }): JSX.Element {
  const { visit, say, post, back } = asked;
  const isOthers = post.own?.isAuthor === false;
  return (
    <>
      {isOthers && <p>{say.deleteOthers(post.author.name)}</p>}
      <p>{post.isRepost ? say.deleteRepeatMore : say.deleteMore}</p>
      <Losses {...asked} />
      <QuotedPost quoted={post.isRepost ? (post.quoted ?? 'missing') : post} reader={visit.reader} />
      <AskedForm asked={asked} act="delete" class="actions" inPlace={inPlace}>
        <button class="button danger">
          <Icon name="remove" />
          {post.isRepost ? say.takeBack : say.delete}
        </button>
        <a class="button quiet" href={back} autofocus={inPlace || undefined} data-close>
          {say.keep}
        </a>
      </AskedForm>
    </>
  );
}

function Losses({ visit: { reader }, say, post }: AskedOfPost): JSX.Element | null {
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
