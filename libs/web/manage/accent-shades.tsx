import type { JSX } from 'preact';
import { accentShades, colours, type Shades } from '#web/ui';
import type { DeskTexts } from './desk.texts.js';

interface AccentShadesProps {
  /** As chosen; empty for the usual one. */
  readonly accent: string;
  readonly say: DeskTexts;
}

/** What an accent becomes on light and on dark pages. Drawn, since a page has no styles of its own. */
export function AccentShades({ accent, say }: AccentShadesProps): JSX.Element {
  const shades = accent === '' ? colours : accentShades(accent);
  return (
    <figure class="desk-shades">
      <figcaption>
        <b>{say.shades}</b>
        <span class="muted small">{say.shadesAbout}</span>
      </figcaption>
      <div>
        {(['light', 'dark'] as const).map((theme) => {
          const shade = shades.accent[theme];
          return (
            <p class="small">
              <Sample {...{ theme, shades, say }} />
              <b>{theme === 'light' ? say.shadesLight : say.shadesDark}</b>{' '}
              <span class="muted">{said(shade, accent, say)}</span>
            </p>
          );
        })}
      </div>
    </figure>
  );
}

function said(shade: string, accent: string, say: DeskTexts): string {
  if (accent === '') return shade;
  return shade === accent.toLowerCase() ? say.shadesKept(shade) : say.shadesMoved(shade);
}

interface SampleProps {
  readonly theme: keyof Shades;
  readonly shades: Readonly<Record<'accent' | 'on-accent' | 'tint', Shades>>;
  readonly say: DeskTexts;
}

const Sample = ({ theme, shades, say }: SampleProps): JSX.Element => (
  <svg viewBox="0 0 220 96" aria-hidden="true" focusable="false">
    <rect width="220" height="96" rx="8" fill={colours.page[theme]} stroke={colours.hairline[theme]} />
    <rect x="14" y="12" width="110" height="28" rx="14" fill={shades.tint[theme]} />
    <text x="28" y="31" font-size="13" font-weight="600" fill={shades.accent[theme]}>
      {say.sampleTint}
    </text>
    <rect x="14" y="52" width="92" height="32" rx="16" fill={shades.accent[theme]} />
    <text x="60" y="73" font-size="13" font-weight="600" text-anchor="middle" fill={shades['on-accent'][theme]}>
      {say.sampleButton}
    </text>
    <text x="124" y="73" font-size="13" fill={shades.accent[theme]} text-decoration="underline">
      {say.sampleLink}
    </text>
  </svg>
);
