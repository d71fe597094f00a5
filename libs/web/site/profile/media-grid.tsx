import type { JSX } from 'preact';
import {
  blockType,
  type BlockView,
  Icon,
  type IconName,
  picturesOf,
  postPath,
  type PostView,
  variantOf,
} from '#web/ui';
import type { ProfileTexts } from './profile.texts.js';

interface GridProps {
  readonly posts: readonly PostView[];
  readonly say: ProfileTexts;
}

/** One square for each post, which it opens. */
export const MediaGrid = ({ posts, say }: GridProps): JSX.Element => (
  <ul class="media-grid" id="media">
    {posts.map((post) => (
      <li>
        <a href={postPath(post.id)}>
          <Tile {...{ post, say }} />
        </a>
      </li>
    ))}
  </ul>
);

function Tile({ post, say }: { post: PostView; say: ProfileTexts }): JSX.Element {
  const { blocks, cover, author } = post;
  const pictures = picturesOf(blocks);
  const [picture] = pictures;
  const about = picture?.alt || say.postWithMedia(author.name);
  if (cover) return <Drawn icon="cover" text={cover} spoken={say.behindWarning(cover)} />;
  if (picture && picture.file?.state !== 'failed') {
    const { address, file } = picture;
    const more =
      pictures.length > 1 ? ({ icon: 'picture', text: say.severalPictures(pictures.length) } as const) : null;
    return (
      <>
        <Seen address={variantOf(address, file, 'thumb.webp') ?? address} alt={about} />
        {more && <Sign {...more} count={pictures.length} />}
      </>
    );
  }
  return <Played {...{ blocks, say, about }} />;
}

function Played({
  blocks,
  say,
  about,
}: {
  blocks: readonly BlockView[];
  say: ProfileTexts;
  about: string;
}): JSX.Element {
  const film = blocks.find(({ type }) => type === blockType.film);
  if (!film) return <Drawn icon="sound" text={say.sound} spoken={`${say.sound}: ${about}`} />;
  const poster = variantOf(film.content, film.file, 'posterthumb.webp');
  const spoken = `${say.film}: ${film.alt ?? about}`;
  if (!poster) return <Drawn icon="film" text={say.film} {...{ spoken }} />;
  return (
    <>
      <Seen address={poster} alt={spoken} />
      <Sign icon="film" text={say.film} />
    </>
  );
}

const Seen = ({ address, alt }: { address: string; alt: string }): JSX.Element => (
  <img src={address} alt={alt} loading="lazy" decoding="async" width={300} height={300} />
);

const Drawn = ({ icon, text, spoken }: { icon: IconName; text: string; spoken: string }): JSX.Element => (
  <span class="tile">
    <Icon name={icon} />
    <span aria-hidden="true">{text}</span>
    <span class="hidden-text">{spoken}</span>
  </span>
);

const Sign = ({ icon, text, count }: { icon: IconName; text: string; count?: number }): JSX.Element => (
  <span class="tile-sign">
    <Icon name={icon} />
    {count !== undefined && <span aria-hidden="true">{count}</span>}
    <span class="hidden-text">, {text}</span>
  </span>
);
