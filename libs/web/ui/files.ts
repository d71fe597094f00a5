import type { Locale } from '#kernel/i18n';
import { counted } from './times.js';
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
export const spokenSize = (bytes: number, locale: Locale): string =>
  bytes < 1_000_000
    ? kilobytes(locale).format(Math.max(bytes, 1_000) / 1_000)
    : megabytes(locale).format(bytes / 1_000_000);

const kilobytes = counted({ style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
const megabytes = counted({ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
