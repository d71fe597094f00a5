import type { JSX } from 'preact';
import type { Locale } from '#kernel/i18n';
import { uiTexts } from './ui.texts.js';

export interface Picture {
  readonly address: string;
  /** What it shows, in words, if somebody has said that. */
  readonly alt?: string;
}

interface PicturesProps {
  readonly pictures: readonly Picture[];
  readonly by: string;
  readonly locale: Locale;
  /** Whether each opens by itself; in a list the post opens instead. */
  readonly open: boolean;
}

const grids = ['n1', 'n2', 'n3', 'n4', 'n9'] as const;
const mostShown = 9;
const highest = 512;

/** One at its own ratio, two side by side, three and more in a grid; above nine the last says how many more. */
export function Pictures({ pictures, by, locale, open }: PicturesProps): JSX.Element | null {
  if (!pictures.length) return null;
  const shown = pictures.slice(0, mostShown);
  const surplus = pictures.length - shown.length;
  return (
    <div class={`pictures ${grids[Math.min(shown.length, 5) - 1]}`}>
      {shown.map(({ address, alt }, index) => {
        const picture = (
          <>
            <img
              src={address}
              alt={alt ?? uiTexts[locale].picture(index + 1, pictures.length, by)}
              title={alt}
              loading="lazy"
              decoding="async"
              {...sizeIn(address)}
            />
            {surplus > 0 && index === mostShown - 1 && <span class="surplus">+{surplus}</span>}
          </>
        );
        return open ? <a href={address}>{picture}</a> : <span>{picture}</span>;
      })}
    </div>
  );
}

const mostThumbs = 4;

/** Small and square, for a post within another. */
export const Thumbs = ({ pictures, by, locale }: Omit<PicturesProps, 'open'>): JSX.Element | null =>
  pictures.length > 0 ? (
    <div class="thumbs">
      {pictures.slice(0, mostThumbs).map(({ address, alt }, index) => (
        <img
          src={address}
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

/** Names of pictures end in their size, such as `-1200x800.webp`: the page keeps their place before they are there. */
function sizeIn(address: string): { width: number; height: number } | undefined {
  const [, width, height] = /-(\d{1,5})x(\d{1,5})\.[a-z]+$/.exec(address) ?? [];
  if (!width || !height) return undefined;
  const scale = Math.min(1, highest / Number(height));
  return { width: Math.round(Number(width) * scale), height: Math.round(Number(height) * scale) };
}
