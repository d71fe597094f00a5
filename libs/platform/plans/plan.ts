import { type Limits, type Quota, quotas } from '#kernel/scope';

/** Which holds besides its own for a community whose owner has not shown yet that the e-mail address is theirs. */
export const unverifiedPlan = 'unverified';

export const planName = /^[a-z][a-z0-9-]{0,39}$/;
export const isPlanName = (name: string): boolean => planName.test(name);
export const planNameRule = 'a plan has a name of 1 to 40 small letters, digits and hyphens, a letter first';

const most = 1_000_000_000_000_000;
const isQuota = (name: string): name is Quota => (quotas as readonly string[]).includes(name);

/** What somebody has given as limits: a number for each quota, null or left out for as much as they like; or what is wrong. */
export function readLimits(given: unknown): Limits | { readonly wrong: string[] } {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { wrong: ['limits must be an object'] };
  }
  const limits: Partial<Record<Quota, number>> = {};
  const wrong: string[] = [];
  for (const [name, limit] of Object.entries(given)) {
    if (!isQuota(name)) wrong.push(`limits.${name.slice(0, 40)} is none of ${quotas.join(', ')}`);
    else if (limit === null) continue;
    else if (!Number.isInteger(limit) || (limit as number) < 0 || (limit as number) > most) {
      wrong.push(`limits.${name} must be a whole number from 0 to ${most}, or null for no limit`);
    } else limits[name] = limit as number;
  }
  return wrong.length ? { wrong } : limits;
}

export const isWrong = (read: ReturnType<typeof readLimits>): read is { readonly wrong: string[] } => 'wrong' in read;

export const areSame = (one: Limits, other: Limits): boolean => quotas.every((quota) => one[quota] === other[quota]);
