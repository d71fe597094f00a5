import type { JSX } from 'preact';
import type { Locale } from '#kernel/i18n';
import { picturesOf, postPath, type PostView, RichText, textOf, titleOf, topicPath } from '#web/ui';
import { feedTexts } from './feeds.texts.js';

interface EntryProps {
  readonly post: PostView;
  /** The community's own address: readers elsewhere need whole addresses. */
  readonly site: string;
  readonly locale: Locale;
}

/** A post in full, in the plain HTML that programs for feeds show. Behind a warning there is a link only. */
export function EntryContent({ post, site, locale }: EntryProps): JSX.Element {
  const say = feedTexts[locale];
  const address = site + postPath(post.id);
  if (post.cover) {
    return (
      <>
        <p>{post.cover}</p>
        <p>
          <a href={address}>{say.show}</a>
        </p>
      </>
    );
  }
  const { quoted } = post;
  return (
    <>
      <Said {...{ post, site, locale }} />
      {typeof quoted === 'object' && (
        <blockquote>
          <p>
            <a href={site + postPath(quoted.id)}>{quoted.author.name}</a>
          </p>
          {quoted.cover ? <p>{quoted.cover}</p> : <Said post={quoted} site={site} locale={locale} />}
        </blockquote>
      )}
      {quoted === 'missing' && <p>{say.gone}</p>}
    </>
  );
}

function Said({ post, site, locale }: EntryProps): JSX.Element {
  const { blocks, topics, id, author } = post;
  const title = titleOf(blocks);
  const text = textOf(blocks);
  const pictures = picturesOf(blocks).filter(({ file }) => file?.state !== 'failed');
  const hasMore = blocks.some(({ type }) => type > picture);
  return (
    <>
      {title && <h2>{title}</h2>}
      {text.split(/\n{2,}/).map((part) => part && <Paragraph text={part} {...{ topics, site }} />)}
      {pictures.map(({ address, alt }) => (
        <p>
          <img src={new URL(address, site).href} alt={alt ?? feedTexts[locale].picture(author.name)} />
        </p>
      ))}
      {hasMore && (
        <p>
          <a href={site + postPath(id)}>{feedTexts[locale].more}</a>
        </p>
      )}
    </>
  );
}

/** Films, files and links have higher numbers; they are left to the page. */
const picture = 3;

const Paragraph = ({ text, topics, site }: { text: string; topics: readonly string[]; site: string }): JSX.Element => (
  <p>
    {text.split('\n').map((line, index) => (
      <>
        {index > 0 && <br />}
        <RichText text={line} topics={topics} topicPath={(topic) => site + topicPath(topic)} />
      </>
    ))}
  </p>
);
