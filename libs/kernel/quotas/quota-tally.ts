import type { Quota } from '#kernel/scope';

/**
 * How much of a quota a community uses, counted from what it is about: also where nothing limits it. A provider of this
 * class is found by QuotaUsage, wherever it is.
 */
export abstract class QuotaTally {
  abstract readonly quota: Quota;
  /** In the scope of the community. */
  abstract count(): Promise<number>;
}
