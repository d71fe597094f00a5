import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../stage/stage.js';

const lookEveryMs = 100;

/** Until what the application has to do for its indexes is done; seen in its rows. */
export async function untilIndexed(stage: Stage, role: string, posts: number, patienceMs: number): Promise<void> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await pause(lookEveryMs)) {
    const [row] = await stage.postgres.query<{ done: boolean }>(
      `select not exists (select from jobs.task where kind like 'search.%')
              and (select count(*) from ${role}.search_document where kind = 'post') = $1 as done`,
      [posts],
    );
    if (row!.done) return;
  }
  throw new Error(`The posts of ${role} were not indexed in ${patienceMs / 1000} s.`);
}

/** Until OpenSearch has all of the community as well, and the application asks it. */
export async function untilMirrored(stage: Stage, role: string, patienceMs: number): Promise<void> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await pause(lookEveryMs)) {
    const [row] = await stage.postgres.query<{ done: boolean }>(
      `select exists (select from cluster.search_fill where tenant_role = $1 and is_serving and verified_at is not null)
              and not exists (select from cluster.search_change where tenant_role = $1) as done`,
      [role],
    );
    if (row!.done) return;
  }
  throw new Error(`OpenSearch did not get all of ${role} in ${patienceMs / 1000} s.`);
}
