/** Made of a community's logo, beside it, under these names of variants; by each its pixels. */
export const iconSizes = {
  'icon32.png': 32,
  /** What iOS puts on a home screen: it paints black what can be seen through. */
  'icon180.png': 180,
  'icon192.png': 192,
  'icon512.png': 512,
  /** Devices cut a shape of their own from it, of which only the middle is certain. */
  'maskable512.png': 512,
} as const;
export type IconName = keyof typeof iconSizes;

export const iconNames = Object.keys(iconSizes) as IconName[];
export const isIconName = (name: string): name is IconName => Object.hasOwn(iconSizes, name);
