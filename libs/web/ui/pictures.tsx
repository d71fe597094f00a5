import type { JSX } from 'preact';
import type { Locale } from '#kernel/i18n';
import { hasVariant, shownSize, type Size, variantAt, variantOf } from './files.js';
import { Icon } from './icons.js';
import { pictureAddress } from './picture-address.js';
import { groundOf } from './thumb-ground.js';
import { uiTexts } from './ui.texts.js';
import { viewerTexts } from './viewer.texts.js';
import type { FileView, Picture } from './views.js';

interface PicturesProps {
  readonly pictures: readonly Picture[];
  readonly by: string;
  readonly locale: Locale;
  /** Whether each opens by itself; in a list the post opens instead. */
  readonly open: boolean;
  /** Where the picture of this number opens; else at its own address. */
  readonly pathOf?: ((number: number) => string) | undefined;
}

const grids = ['n1', 'n2', 'n3', 'n4', 'n9'] as const;
const mostShown = 9;

/** One at its own ratio, two side by side, three and more in a grid; above nine the last says how many more. */
export function Pictures({ pictures, by, locale, open, pathOf }: PicturesProps): JSX.Element | null {
  if (!pictures.length) return null;
  const shown = pictures.slice(0, mostShown);
  const surplus = pictures.length - shown.length;
  return (
    <div class={`pictures ${grids[Math.min(shown.length, 5) - 1]}`} {...(open && wordsOf(locale))}>
      {shown.map((picture, index) => {
        const alt = picture.alt ?? uiTexts[locale].picture(index + 1, pictures.length, by);
        const seen = (
          <>
            <Ground hash={picture.file?.hash} />
            <Seen {...{ picture, alt }} large={open && pictures.length === 1} />
            {picture.alt !== undefined && (
              <span class="described" aria-hidden="true">
                {uiTexts[locale].described}
              </span>
            )}
            {surplus > 0 && index === mostShown - 1 && <span class="surplus">+{surplus}</span>}
          </>
        );
        if (picture.file?.state === 'failed') return <Unseen locale={locale} />;
        if (!open) return <span>{seen}</span>;
        return (
          <a
            href={pathOf?.(index + 1) ?? picture.address}
            data-picture={pictureAddress(picture)}
            data-original={picture.address}
          >
            {seen}
          </a>
        );
      })}
    </div>
  );
}

/** What a script needs to open them where they are. */
function wordsOf(locale: Locale): Record<string, string> {
  const { original, previous, next } = viewerTexts[locale];
  return {
    'data-viewer': uiTexts[locale].close,
    'data-whole': original,
    'data-previous': previous,
    'data-next': next,
  };
}

interface SeenProps {
  readonly picture: Picture;
  readonly alt: string;
  /** By itself, where it is read rather than passed by. */
  readonly large: boolean;
}

/** What moves does so where it is large. A picture whose variants are not made yet is shown as it was uploaded. */
function Seen({ picture: { address, alt: title, file }, alt, large }: SeenProps): JSX.Element {
  const size = shownSize(file?.width, file?.height) ?? sizeIn(address);
  const about = { alt, title, loading: 'lazy', decoding: 'async', ...size } as const;
  const feed = variantOf(address, file, 'feed.webp');
  const detail = variantOf(address, file, 'detail.webp');
  if (large && file?.animated) return <img src={detail ?? address} {...about} />;
  if (!feed) return <img src={address} {...about} />;
  if (large && detail) return <img src={feed} srcset={both(feed, detail, file)} sizes={widthOf(size)} {...about} />;
  return (
    <picture>
      {hasVariant(file, 'feed.avif') && <source type="image/avif" srcset={variantAt(address, 'feed.avif')} />}
      <img src={feed} {...about} />
    </picture>
  );
}

const [feedWidth, detailWidth] = [720, 1600];

/** For screens of many pixels the larger one. */
function both(feed: string, detail: string, file: FileView | undefined): string {
  const width = file?.width ?? detailWidth;
  if (width <= feedWidth) return `${feed} ${width}w`;
  return `${feed} ${feedWidth}w, ${detail} ${Math.min(width, detailWidth)}w`;
}

const widthOf = (size: Size | undefined): string => `(max-width: 640px) 92vw, ${Math.min(size?.width ?? 600, 600)}px`;

/** Its colours, until it is there. */
function Ground({ hash }: { hash: string | undefined }): JSX.Element | null {
  const patches = groundOf(hash);
  if (!patches.length) return null;
  return (
    <svg class="ground" viewBox="0 0 4 3" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {patches.map(({ x, y, colour }) => (
        <path fill={colour} d={`M${x} ${y}h1v1h-1z`} />
      ))}
    </svg>
  );
}

const Unseen = ({ locale }: { locale: Locale }): JSX.Element => (
  <span class="unseen">
    <Icon name="cover" />
    {uiTexts[locale].unseen}
  </span>
);

const mostThumbs = 4;

/** Small and square, for a post within another. */
export const Thumbs = ({ pictures, by, locale }: Omit<PicturesProps, 'open' | 'pathOf'>): JSX.Element | null =>
  pictures.length > 0 ? (
    <div class="thumbs">
      {pictures.slice(0, mostThumbs).map(({ address, alt, file }, index) => (
        <img
          src={variantOf(address, file, 'thumb.webp') ?? address}
          alt={alt ?? uiTexts[locale].picture(index + 1, pictures.length, by)}
          loading="lazy"
          decoding="async"
          width={72}
          height={72}
        />
      ))}
      {pictures.length > mostThumbs && <span class="muted small">+{pictures.length - mostThumbs}</span>}
    </div>
  ) : null;

/** Names of pictures may end in their size, such as `-1200x800.webp`: those of the demo do. */
function sizeIn(address: string): Size | undefined {
  const [, width, height] = /-(\d{1,5})x(\d{1,5})\.[a-z]+$/.exec(address) ?? [];
  return shownSize(Number(width ?? 0), Number(height ?? 0));
}
