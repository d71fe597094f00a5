import type { JSX } from 'preact';
import type { Locale } from '#kernel/i18n';
import { uiTexts } from './ui.texts.js';

interface PicturesProps {
  readonly addresses: readonly string[];
  readonly by: string;
  readonly locale: Locale;
  /** Whether each opens by itself; in a list the post opens instead. */
  readonly open: boolean;
}

const grids = ['n1', 'n2', 'n3', 'n4', 'n9'] as const;
const mostShown = 9;
const highest = 512;

/** One at its own ratio, two side by side, three and more in a grid; above nine the last says how many more. */
export function Pictures({ addresses, by, locale, open }: PicturesProps): JSX.Element | null {
  if (!addresses.length) return null;
  const shown = addresses.slice(0, mostShown);
  const surplus = addresses.length - shown.length;
  return (
    <div class={`pictures ${grids[Math.min(shown.length, 5) - 1]}`}>
      {shown.map((address, index) => {
        const picture = (
          <>
            <img
              src={address}
              alt={uiTexts[locale].picture(index + 1, addresses.length, by)}
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

/** Names of pictures end in their size, such as `-1200x800.webp`: the page keeps their place before they are there. */
function sizeIn(address: string): { width: number; height: number } | undefined {
  const [, width, height] = /-(\d{1,5})x(\d{1,5})\.[a-z]+$/.exec(address) ?? [];
  if (!width || !height) return undefined;
  const scale = Math.min(1, highest / Number(height));
  return { width: Math.round(Number(width) * scale), height: Math.round(Number(height) * scale) };
}
