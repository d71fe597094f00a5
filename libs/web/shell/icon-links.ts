import type { PageIcons } from '#web/ui';

/** The address of an icon, or of what tells of them, with the version that it can be kept under. */
export const iconPath = (path: string, version?: string): string =>
  version === undefined ? path : `${path}?v=${version}`;

/** For the head of a page. While nobody remembers what the community has chosen, icons are asked for without a version. */
export function iconLinks(known?: { readonly version: string; readonly hasLogo: boolean }): PageIcons {
  const at = (path: string) => iconPath(path, known?.version);
  return {
    tab: at(known?.hasLogo === false ? '/icons/icon.svg' : '/favicon.ico'),
    manifest: at('/manifest.webmanifest'),
    ...(known?.hasLogo && { logo: { shown: at('/icons/icon192.png'), touch: at('/icons/icon180.png') } }),
  };
}
