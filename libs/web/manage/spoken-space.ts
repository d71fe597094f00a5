import type { Locale } from '#kernel/i18n';

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** 0 kB, 12.3 MB, 5 GB. */
export function spokenSpace(bytes: number, locale: Locale): string {
  const thousands = bytes / 1000;
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(thousands, 1)) / 3), 0), units.length - 1);
  const shown = { style: 'unit', unit: units[power]!, maximumFractionDigits: power === 0 ? 0 : 1 } as const;
  return new Intl.NumberFormat(locale, shown).format(thousands / 1000 ** power);
}
