import type { Settings } from '#community/site';
import { accentShades, ownTokensCss } from '#web/ui';

const usualCorners = 'round';
const radii: Readonly<Record<string, string>> = {
  round: '--radius:10px;--radius-small:6px;--round:999px',
  soft: '--radius:6px;--radius-small:4px;--round:8px',
  square: '--radius:2px;--radius-small:2px;--round:2px',
};

/**
 * Where the colours and corners of a community are; undefined while they are the usual ones. The address says all there is
 * to know of them, so that it can be kept for good and nobody has to be asked.
 */
export function coloursPath({ accent, corners }: Pick<Settings, 'accent' | 'corners'>): string | undefined {
  if (accent === '' && corners === usualCorners) return undefined;
  return `/assets/look-${accent.slice(1).toLowerCase() || 'usual'}-${corners}.css`;
}

/** What is at such an address; null where there is none. */
export function coloursAt(name: string): string | null {
  const found = /^look-(usual|[\da-f]{6})-(\w+)\.css$/.exec(name);
  const corners = radii[found?.[2] ?? ''];
  if (!found || corners === undefined) return null;
  const accent = found[1] === 'usual' ? {} : accentShades(`#${found[1]}`);
  return ownTokensCss(accent, corners);
}
