import type { BenchTenant } from '../data/tenants.js';
import { pageOf } from '../http/checks.js';
import { type Probe, probe } from '../http/sampler.js';
import type { Stage } from '../stage/stage.js';

export const pageSize = 20;
const atOnce = 8;
const shown = 3;

export const timelineOf = ({ host, slug }: BenchTenant): Probe => ({
  call: { host, path: `/v1/posts?style=newest&page_size=${pageSize}` },
  check: pageOf(slug, pageSize),
});

/** Asks each tenant once for its timeline and looks at every answer; answers how many were wrong. */
export async function walk(stage: Stage, tenants: readonly BenchTenant[]): Promise<number> {
  const queue = tenants.values();
  let errors = 0;
  const work = async (): Promise<void> => {
    for (const tenant of queue) {
      const wrong = await probe(stage.client, timelineOf(tenant), errors < shown);
      errors += wrong;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return errors;
}
