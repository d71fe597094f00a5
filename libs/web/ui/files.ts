import type { Locale } from '#kernel/i18n';
import type { FileView } from './views.js';

/** Where a variant of a file is. */
export const variantAt = (address: string, name: string): string => `${address}-${name}`;

export const hasVariant = (file: FileView | undefined, name: string): boolean =>
  file?.variants?.includes(name) ?? false;

/** The variant, if there is one. */
export const variantOf = (address: string, file: FileView | undefined, name: string): string | undefined =>
  hasVariant(file, name) ? variantAt(address, name) : undefined;

export interface Size {
  readonly width: number;
  readonly height: number;
}

const highest = 512;

/** As a page shows it: its place is kept before it is there. Undefined where it is not known. */
export function shownSize(width = 0, height = 0): Size | undefined {
  if (!width || !height) return undefined;
  const scale = Math.min(1, highest / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** 12 kB, or 1.3 MB; at least one kB. */
export function spokenSize(bytes: number, locale: Locale): string {
  const [unit, each] = bytes < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
  const most = { style: 'unit', unit, maximumFractionDigits: unit === 'kilobyte' ? 0 : 1 } as const;
  return new Intl.NumberFormat(locale, most).format(Math.max(bytes, 1_000) / each);
}
