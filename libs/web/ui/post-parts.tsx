import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.js';
import { foreign, safeLink, shortAddress } from './links.js';
import { spokenSize } from './files.js';
import { Film, Sound } from './films.js';
import { Pictures } from './pictures.js';
import type { Reader } from './reader.js';
import { spokenPrice } from './times.js';
import type { BlockView, PostView, Picture } from './views.js';

export { Count } from './marks.js';

export const blockType = { title: 1, text: 2, picture: 3, film: 4, sound: 5, link: 6, file: 7, forSale: 8 };

export const titleOf = (blocks: readonly BlockView[]): string | undefined =>
  blocks.find(({ type }) => type === blockType.title)?.content;

export const textOf = (blocks: readonly BlockView[]): string =>
  blocks
    .filter(({ type, content }) => type === blockType.text && content.trim())
    .map(({ content }) => content.trim())
    .join('\n\n');

export const picturesOf = (blocks: readonly BlockView[]): Picture[] =>
  blocks
    .filter(({ type }) => type === blockType.picture)
    .map(({ content: address, alt, file }) => ({
      address,
      ...(alt !== undefined && { alt }),
      ...(file !== undefined && { file }),
    }));

interface AttachedProps {
  readonly blocks: readonly BlockView[];
  readonly by: string;
  readonly reader: Reader;
  /** Of all files that are for sale, in cents. */
  readonly price?: number;
  readonly open?: boolean;
  /** Where a picture opens; else at its own address. */
  readonly picturePath?: ((number: number) => string) | undefined;
}

/** Everything of a post or comment that is not text. */
export const Attached = (props: AttachedProps): JSX.Element => (
  <>
    <Pictures
      pictures={picturesOf(props.blocks)}
      by={props.by}
      locale={props.reader.locale}
      open={props.open ?? false}
      pathOf={props.picturePath}
    />
    {props.blocks.map((block) => (
      <AttachedBlock {...props} block={block} />
    ))}
  </>
);

function AttachedBlock({ block, by, reader, price = 0 }: AttachedProps & { block: BlockView }): JSX.Element | null {
  const { say, locale } = reader;
  const { type, content, alt, file, page } = block;
  if (type === blockType.film) return <Film address={content} {...{ alt, file, by, reader }} />;
  if (type === blockType.sound) return <Sound address={content} {...{ file, by, reader }} />;
  if (type === blockType.link) return <LinkedPage address={content} />;
  const size = file?.size ? `${spokenSize(file.size, locale)} · ` : '';
  if (type === blockType.file) return <AttachedFile title={say.attachment} about={size + say.forMembers} href={page} />;
  if (type === blockType.forSale)
    return <AttachedFile title={say.attachment} about={size + say.forSale(spokenPrice(price, locale))} href={page} />;
  return null;
}

function LinkedPage({ address }: { address: string }): JSX.Element | null {
  const href = safeLink(address);
  if (!href) return null;
  return (
    <a class="linked" href={href} {...foreign}>
      <Icon name="link" />
      <Named title={new URL(href).host} about={shortAddress(address, 60)} />
    </a>
  );
}

interface AttachedFileProps {
  readonly title: string;
  readonly about: string;
  readonly href: string | undefined;
}

/** Leads to where members save it, or buy it first. */
const AttachedFile = ({ href, ...named }: AttachedFileProps): JSX.Element =>
  href === undefined ? (
    <div class="linked">
      <Icon name="file" />
      <Named {...named} />
    </div>
  ) : (
    <a class="linked" href={href}>
      <Icon name="file" />
      <Named {...named} />
    </a>
  );

const Named = ({ title, about }: { title: string; about: string }): JSX.Element => (
  <span>
    <b>{title}</b>
    <span class="muted small">{about}</span>
  </span>
);

interface CoveredProps {
  readonly cover: string;
  readonly reader: Reader;
  readonly children: ComponentChildren;
}

/** Closed behind its author's warning, if there is one; the browser opens it without a script. */
export function Covered({ cover, reader: { say }, children }: CoveredProps): JSX.Element {
  if (!cover) return <>{children}</>;
  return (
    <details class="cover">
      <summary>
        <Icon name="cover" />
        <span class="warning">{cover}</span>
        <span class="shut">{say.coverShow}</span>
        <span class="opened">{say.coverHide}</span>
      </summary>
      {children}
    </details>
  );
}

/** What lifts a post out of the others, and who may read one that is not for everybody. */
export function Signs({ post, reader: { say } }: { post: PostView; reader: Reader }): JSX.Element | null {
  const signs: [boolean, IconName, string][] = [
    [post.isTop, 'pin', say.pinned],
    [post.isHighlight, 'highlight', say.highlight],
    [post.isLocked, 'lock', say.locked],
    [post.audience === 'private', 'unseen', say.onlyAuthor],
    [post.audience === 'friend', 'members', say.onlyFriends],
    [post.audience === 'following', 'follow', say.onlyFollowers],
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
