import type { Id } from '#kernel/database';
import type { Query } from '#kernel/http';

/** An id of these routes never fails by its form, as on the original: what is none becomes 0, which nothing has. */
export function looseId({ id }: Query): Id {
  const number = typeof id === 'string' && /^\d{1,16}$/.test(id) ? Number(id) : 0;
  return Number.isSafeInteger(number) ? number : 0;
}
