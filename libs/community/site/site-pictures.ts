/**
 * Pictures by which a community is known, and the rows of its settings that say which files they are: paths in the
 * tenant's store. Chosen by routes of their own, and in no list of settings. `place` tells their uses apart.
 */
export const sitePictures = {
  logo: { key: 'site.logo', place: 0 },
  /** In place of logo and name, where there is room. */
  wideLogo: { key: 'site.wide_logo', place: 1 },
  /** Across the top of the pages that introduce the community. */
  cover: { key: 'site.cover', place: 2 },
} as const;

export type SitePicture = keyof typeof sitePictures;

const byKey = new Map(Object.entries(sitePictures).map(([name, { key }]) => [key as string, name as SitePicture]));

/** Undefined: the row is another setting. */
export const pictureOfRow = (key: string): SitePicture | undefined => byKey.get(key);
