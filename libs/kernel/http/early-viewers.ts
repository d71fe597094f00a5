import type { FastifyRequest } from 'fastify';

/**
 * Who asks, as far as that is known at once, by the rules of the guard that lets anyone in. The community side
 * implements it: the same functions that its guards call.
 */
export abstract class EarlyViewers {
  /**
   * `guest`, or of which members flags are raised for this viewer. Undefined: not known without waiting, refused, or
   * somebody who does not see what guests do.
   */
  abstract flagged(request: FastifyRequest): ReadonlySet<number> | 'guest' | undefined;
}
