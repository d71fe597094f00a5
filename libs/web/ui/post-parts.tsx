import type { JSX } from 'preact';
import { Icon, type IconName } from './icons.js';
import { foreign, safeLink, shortAddress } from './links.js';
import { Pictures } from './pictures.js';
import type { Reader } from './reader.js';
import { spokenNumber } from './times.js';
import type { BlockView, PostView } from './views.js';

const blockType = { title: 1, text: 2, picture: 3, film: 4, sound: 5, link: 6, file: 7, forSale: 8 };

export const titleOf = (blocks: readonly BlockView[]): string | undefined =>
  blocks.find(({ type }) => type === blockType.title)?.content;

export const textOf = (blocks: readonly BlockView[]): string =>
  blocks
    .filter(({ type, content }) => type === blockType.text && content.trim())
    .map(({ content }) => content.trim())
    .join('\n\n');

export const picturesOf = (blocks: readonly BlockView[]): string[] =>
  blocks.filter(({ type }) => type === blockType.picture).map(({ content }) => content);

interface AttachedProps {
  readonly blocks: readonly BlockView[];
  readonly by: string;
  readonly reader: Reader;
  readonly open?: boolean;
}

/** Everything of a post or comment that is not text. */
export function Attached({ blocks, by, reader, open = false }: AttachedProps): JSX.Element {
  const { say, locale } = reader;
  return (
    <>
      <Pictures addresses={picturesOf(blocks)} {...{ by, locale, open }} />
      {blocks.map(({ type, content }) => {
        if (type === blockType.film)
          return <video class="film" src={content} controls preload="metadata" aria-label={say.film(by)} />;
        if (type === blockType.sound) return <audio class="film" src={content} controls preload="none" />;
        if (type === blockType.link) return <LinkedPage address={content} />;
        if (type === blockType.file)
          return <Linked href={content} icon="file" title={say.attachment} about={content.split('/').at(-1)!} />;
        if (type === blockType.forSale) return <p class="muted small">{say.forSale}</p>;
        return null;
      })}
    </>
  );
}

function LinkedPage({ address }: { address: string }): JSX.Element | null {
  const href = safeLink(address);
  if (!href) return null;
  return <Linked href={href} icon="link" title={new URL(href).host} about={shortAddress(address, 60)} />;
}

const Linked = ({
  href,
  icon,
  title,
  about,
}: {
  href: string;
  icon: IconName;
  title: string;
  about: string;
}): JSX.Element => (
  <a class="linked" href={href} {...foreign}>
    <Icon name={icon} />
    <span>
      <b>{title}</b>
      <span class="muted small">{about}</span>
    </span>
  </a>
);

/** What lifts a post out of the others. */
export function Signs({ post, reader: { say } }: { post: PostView; reader: Reader }): JSX.Element | null {
  const signs: [boolean, IconName, string][] = [
    [post.isTop, 'pin', say.pinned],
    [post.isHighlight, 'highlight', say.highlight],
    [post.isLocked, 'lock', say.locked],
  ];
  const given = signs.filter(([is]) => is);
  if (!given.length) return null;
  return (
    <div class="signs">
      {given.map(([, icon, text]) => (
        <span>
          <Icon name={icon} />
          {text}
        </span>
      ))}
    </div>
  );
}

/** How often a post was commented on, starred and kept. Nothing here can be pressed by a guest. */
export function Marks({ post, reader }: { post: PostView; reader: Reader }): JSX.Element {
  const { say, locale } = reader;
  const mark = (icon: IconName, count: number, text: (count: number, shown: string) => string, more = '') => (
    <span class={more + (count ? ' some' : '')} title={text(count, spokenNumber(count, locale))}>
      <Icon name={icon} />
      <span aria-hidden="true">{spokenNumber(count, locale)}</span>
      <span class="hidden-text">{text(count, spokenNumber(count, locale))}</span>
    </span>
  );
  return (
    <div class="marks">
      {mark('comment', post.comments, say.comments)}
      {mark('star', post.stars, say.stars, 'stars')}
      {post.collections > 0 && mark('collect', post.collections, say.collections)}
    </div>
  );
}
