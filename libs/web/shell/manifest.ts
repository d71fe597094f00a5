import { localeOf, startOf } from '#kernel/i18n';
import type { Tenant } from '#kernel/scope';
import { type IconName, iconSizes } from '#community/media';
import type { Settings } from '#community/site';
import { accentShades, colours } from '#web/ui';
import { iconPath } from './icon-links.js';
import { shellTexts } from './shell.texts.js';

/** So much of a name fits below an icon. */
const shortest = 12;

interface Icons {
  readonly version: string;
  /** Of the community's logo. */
  readonly isMade: boolean;
}

/**
 * By which a browser can put the community on a home screen, and lets other apps share something to it. Everybody may read
 * it, so it says no more than name, logo and colours.
 */
export function manifestOf(
  { name, locale }: Pick<Tenant, 'name' | 'locale'>,
  look: Pick<Settings, 'accent' | 'appearance'>,
  icons: Icons,
): string {
  const say = shellTexts[localeOf(locale) ?? 'en'];
  return JSON.stringify({
    id: '/',
    name,
    short_name: startOf(name, shortest).trim(),
    lang: locale,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    ...coloursOf(look),
    icons: iconsOf(icons),
    shortcuts: [
      { name: say.compose, short_name: say.composeShort, url: '/compose' },
      { name: say.messages, url: '/messages' },
    ],
    // By GET: what another app shares stands in the composer, and is sent by nobody but its author.
    share_target: { action: '/compose', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
  });
}

/** While the app opens, before its first page says which look it has. */
function coloursOf({ accent, appearance }: Pick<Settings, 'accent' | 'appearance'>) {
  const theme = appearance === 'dark' ? 'dark' : 'light';
  const own = accent === '' ? colours.accent : accentShades(accent).accent;
  return { background_color: colours.page[theme], theme_color: own[theme] };
}

function iconsOf({ version, isMade }: Icons) {
  const drawn = (path: string, purpose: string) => ({
    src: iconPath(path, version),
    sizes: 'any',
    type: 'image/svg+xml',
    purpose,
  });
  const made = (icon: IconName, purpose: string) => ({
    src: iconPath(`/icons/${icon}`, version),
    sizes: `${iconSizes[icon]}x${iconSizes[icon]}`,
    type: 'image/png',
    purpose,
  });
  return isMade
    ? [made('icon192.png', 'any'), made('icon512.png', 'any'), made('maskable512.png', 'maskable')]
    : [drawn('/icons/icon.svg', 'any'), drawn('/icons/maskable.svg', 'maskable')];
}
