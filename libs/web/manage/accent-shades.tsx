import type { JSX } from 'preact';
import { accentShades, colours, type Shades, spritePath } from '#web/ui';
import type { DeskTexts } from './desk.texts.js';

interface AccentShadesProps {
  /** As chosen; empty for the usual one. */
  readonly accent: string;
  readonly corners?: string;
  readonly say: DeskTexts;
}

const radii: Readonly<Record<string, readonly [button: number, box: number]>> = {
  round: [16, 10],
  soft: [8, 6],
  square: [2, 2],
};

type Theme = keyof Shades;
type OwnShades = Readonly<Record<'accent' | 'on-accent' | 'tint', Shades>>;

/**
 * What an accent becomes on light and on dark pages. Drawn, since a page has no styles of its own; follows what is chosen
 * where scripts are.
 */
export function AccentShades({ accent, corners = 'round', say }: AccentShadesProps): JSX.Element {
  const shades = accent === '' ? colours : accentShades(accent);
  return (
    <figure class="desk-shades" id="shades" data-shades="/manage/look/shades">
      <figcaption>
        <b>{say.shades}</b>
        <span class="muted small">{say.shadesAbout}</span>
      </figcaption>
      <div role="status">
        {(['light', 'dark'] as const).map((theme) => (
          <p class="small">
            <Sample {...{ theme, shades, say, corners }} />
            <b>{theme === 'light' ? say.shadesLight : say.shadesDark}</b>{' '}
            <span class="muted">{said(shades.accent[theme], accent, say)}</span>
          </p>
        ))}
      </div>
    </figure>
  );
}

function said(shade: string, accent: string, say: DeskTexts): string {
  if (accent === '') return shade;
  return shade === accent.toLowerCase() ? say.shadesKept(shade) : say.shadesMoved(shade);
}

interface SampleProps {
  readonly theme: Theme;
  readonly shades: OwnShades;
  readonly corners: string;
  readonly say: DeskTexts;
}

/** A small page with what the accent is for: where one is, a link, a button, and beside it a star, which has its own colour. */
function Sample({ theme, shades, corners, say }: SampleProps): JSX.Element {
  const [button, box] = radii[corners] ?? radii['round']!;
  const own = (name: keyof OwnShades): string => shades[name][theme];
  const ground = (name: 'page' | 'hairline' | 'text' | 'star' | 'muted'): string => colours[name][theme];
  return (
    <svg viewBox="0 0 220 132" aria-hidden="true" focusable="false">
      <rect x=".5" y=".5" width="219" height="131" rx={box} fill={ground('page')} stroke={ground('hairline')} />
      <rect x="12" y="12" width="126" height="28" rx={Math.min(button, 14)} fill={own('tint')} />
      <Words x={24} y={31} fill={own('accent')} weight={650} text={say.sampleTint} />
      <line x1="0" x2="220" y1="50" y2="50" stroke={ground('hairline')} />
      <Words x={14} y={74} fill={ground('text')} text={say.sampleText} />
      <text x="206" y="74" font-size="13" text-anchor="end" fill={own('accent')} text-decoration="underline">
        {say.sampleLink}
      </text>
      <rect x="12" y="88" width="92" height="32" rx={button} fill={own('accent')} />
      <text x="58" y="109" font-size="13" font-weight="650" text-anchor="middle" fill={own('on-accent')}>
        {say.sampleButton}
      </text>
      <Sign name="star" x={128} colour={ground('star')} isFull />
      <Words x={152} y={109} fill={ground('star')} text="12" />
      <Sign name="comment" x={178} colour={ground('muted')} />
    </svg>
  );
}

const Words = ({ x, y, fill, text, weight }: { x: number; y: number; fill: string; text: string; weight?: number }) => (
  <text {...{ x, y, fill }} font-size="13" font-weight={weight}>
    {text}
  </text>
);

interface SignProps {
  readonly name: 'star' | 'comment';
  readonly x: number;
  readonly colour: string;
  readonly isFull?: boolean;
}

const Sign = ({ name, x, colour, isFull = false }: SignProps): JSX.Element => (
  <use
    href={`${spritePath}#${name}`}
    {...{ x, y: 94, width: 20, height: 20 }}
    fill={isFull ? colour : 'none'}
    stroke={colour}
    stroke-width="1.6"
    stroke-linejoin="round"
  />
);
