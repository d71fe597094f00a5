import type { Tenant } from '#kernel/scope';
import { type IconName, iconSizes } from '#community/media';
import { colours, startOf } from '#web/ui';
import { iconPath } from './icon-links.js';

/** So much of a name fits below an icon. */
const shortest = 12;

/** By which a browser can put the community on a home screen. `isMade`: its icons are made of its logo. */
export function manifestOf(
  { name, locale }: Pick<Tenant, 'name' | 'locale'>,
  { version, isMade }: { version: string; isMade: boolean },
): string {
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
  return JSON.stringify({
    id: '/',
    name,
    short_name: startOf(name, shortest).trim(),
    lang: locale,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: colours.page.light,
    theme_color: colours.page.light,
    icons: isMade
      ? [made('icon192.png', 'any'), made('icon512.png', 'any'), made('maskable512.png', 'maskable')]
      : [drawn('/icons/icon.svg', 'any'), drawn('/icons/maskable.svg', 'maskable')],
  });
}
