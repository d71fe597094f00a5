import type { Group } from './measures/measure.js';
import { backendMemory } from './measures/backend-memory.js';
import { bigTenant } from './measures/big-tenant.js';
import { emptyReads } from './measures/empty-reads.js';
import { hostMeasures } from './measures/hosts.js';
import { manyTenants } from './measures/many-tenants.js';
import { migrationMeasures } from './measures/migrations.js';
import { hundredthTenant, tenthTenant, thousandthTenant } from './measures/new-tenants.js';
import { noisyNeighbour } from './measures/noisy-neighbour.js';
import { outboxCost } from './measures/outbox-cost.js';
import { pageMeasures } from './measures/pages.js';
import { provisionParallel } from './measures/provision-parallel.js';
import { processMemory } from './measures/process-memory.js';
import { fourThousandTenants, thousandTenants } from './measures/random-tenants.js';
import { readMeasures } from './measures/reads.js';
import { idleCost } from './measures/idle.js';
import { indexRebuild } from './measures/index-rebuild.js';
import { postToSearchable } from './measures/post-to-searchable.js';
import { scenarioMix } from './measures/scenario-mix.js';
import { rssAfter } from './measures/rss-after.js';
import { searchMeasures } from './measures/search.js';
import { signupMeasure } from './measures/signup.js';
import { staleTimelines } from './measures/stale-timelines.js';
import { startMeasure } from './measures/start.js';
import { taskTable } from './measures/task-table.js';
import { taskMeasures } from './measures/tasks.js';
import { tenantMixes } from './measures/tenant-mixes.js';
import { imageReady } from './measures/image-ready.js';
import { uploadMeasures } from './measures/uploads.js';
import { writeMeasures } from './measures/writes.js';

/** In the order in which they share data: few tenants first, what changes the data set after what reads it. */
export const groups: readonly Group[] = [
  startMeasure,
  readMeasures,
  staleTimelines,
  emptyReads,
  pageMeasures,
  bigTenant,
  writeMeasures,
  scenarioMix,
  imageReady,
  uploadMeasures,
  tenthTenant,
  hundredthTenant,
  provisionParallel,
  signupMeasure,
  thousandthTenant,
  thousandTenants,
  tenantMixes,
  backendMemory,
  migrationMeasures,
  hostMeasures,
  fourThousandTenants,
  noisyNeighbour,
  rssAfter,
  processMemory,
  outboxCost,
  taskMeasures,
  idleCost,
  taskTable,
  postToSearchable,
  indexRebuild,
  searchMeasures,
  manyTenants,
];

export const names: readonly string[] = groups.flatMap((group) => group.names);

/** A measure that is compared with another one needs that one in the same run. */
const needs: Record<string, string> = { first_request_1000: 'first_request_10' };

export function chosen(words: readonly string[]): ReadonlySet<string> {
  const asked = words.flatMap((word) => word.split(',')).filter(Boolean);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown) throw new UnknownMeasure(unknown);
  const wanted = asked.length ? asked : names;
  return new Set(wanted.flatMap((name) => [name, ...(needs[name] ? [needs[name]] : [])]));
}

export class UnknownMeasure extends Error {
  constructor(name: string) {
    super(`There is no measure ${name}. There are: ${names.join(', ')}.`);
  }
}
