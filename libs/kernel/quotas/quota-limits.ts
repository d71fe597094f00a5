import type { Limits, Quota } from '#kernel/scope';

const MB = 1024 * 1024;

/** From this use on a community is told that little is left. */
export const quotaFloor = (limit: number): number => Math.ceil(limit * 0.8);

/** Null: as much as it likes. `mediaQuota` holds for files where the plan says nothing of them; 0: no limit. */
export function limitOf(limits: Limits, quota: Quota, mediaQuota: number): number | null {
  const limit = limits[quota];
  if (limit !== undefined) return limit;
  return quota === 'media_bytes' && mediaQuota > 0 ? mediaQuota * MB : null;
}
