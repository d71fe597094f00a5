import { InvalidRequest } from '#kernel/http';
import type { Step } from '#community/administration';

/** Which way a thing of a list is moved. */
export function stepIn({ to }: Readonly<Record<string, string>>): Step {
  if (to !== 'up' && to !== 'down') throw new InvalidRequest(['to must be up or down']);
  return to;
}
