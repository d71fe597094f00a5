import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clusters } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { PresenceService } from '#community/identity';
import type { TestTenant } from '../support/make-tenant.js';
import type { Answer } from './wire.js';
import type { Observer } from './observer.js';
import { restingPlaces } from './resting-connections.js';
import type { Twin, Twins } from './twins.js';

/** What the probes of one report share. */
export interface Bench {
  /** The application that is looked at; it may be broken. */
  readonly app: NestFastifyApplication;
  /** One over the same database that is not: it makes what the probes need. */
  readonly healthy: NestFastifyApplication;
  /** Where `app` listens. */
  readonly port: number;
  readonly observer: Observer;
  readonly twins: Twins;
  readonly operators: Readonly<Record<'read' | 'support' | 'admin', string>>;
  readonly platformHost: string;
  /** How long the delivery of tasks is waited for. */
  readonly patience: { ms: number };
  /** What a route of a community is tried with. */
  readonly probes: readonly Probe[];
  readonly makeTenant: (slug: string) => Promise<TestTenant>;
}

export const everyProbe = ['atHome', 'withTokensOfTheOther', 'withIdsOfTheOther', 'withHostsOfTheOther'] as const;
export type Probe = (typeof everyProbe)[number];

/** Does a thing and answers what it changed, with all that is always wrong about it. */
export interface Watched {
  readonly answer: Answer;
  readonly changed: readonly Twin[];
  readonly problems: readonly string[];
}

/** `answering`: the community whose answer it is; nothing in it may be the other's. Nobody: nothing may be anybody's. */
export async function watch(
  bench: Bench,
  answering: Twin | 'anybody' | undefined,
  work: () => Promise<Answer>,
): Promise<Watched> {
  const { app, observer, twins } = bench;
  const both = [twins.home, twins.other];
  await app.get(PresenceService).idle(); // nobody waits for that, so an earlier call may still be noted
  const before = await observer.fingerprints(both.map(({ tenant }) => tenant));
  const answer = await work();
  const after = await observer.fingerprints(both.map(({ tenant }) => tenant));
  const strangers = both.filter((twin) => answering !== 'anybody' && twin !== answering && holds(answer, twin));
  return {
    answer,
    changed: both.filter((_, index) => before[index] !== after[index]),
    problems: [
      ...strangers.map(({ canary }) => `the answer holds what is ${canary}'s`),
      ...(answer.status >= 500 ? [`the answer is ${answer.status} ${answer.body.slice(0, 200)}`] : []),
      ...(await leftOnConnections(app)),
    ],
  };
}

/** Delivers the tasks that a call has left, by the application that is looked at; answers what stands in the way. */
export async function deliver(bench: Bench): Promise<string[]> {
  const { app, observer, twins, patience } = bench;
  const tenants = [twins.home.tenant, twins.other.tenant];
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<string>((resolve) => (timer = setTimeout(resolve, patience.ms, 'it takes too long')));
  const settled = app
    .get(Dispatcher)
    .settle()
    .then(
      () => undefined,
      (error: Error) => error.message,
    );
  const failure = await Promise.race([settled, tooLong]);
  clearTimeout(timer);
  if (failure) patience.ms = 200; // where one was not delivered, others are waited for in vain
  const undelivered = await observer.undelivered(...tenants);
  await observer.forgetTasks(...tenants);
  await settled;
  return [...(failure ? [failure] : []), ...undelivered].map((reason) => `its tasks are not delivered (${reason})`);
}

/** Whether anything of a community is in the answer: its word, its hosts (they hold the word), its schema. */
export function holds({ headers, body }: Answer, { canary, tenant }: Twin): boolean {
  const text = (JSON.stringify(headers) + body).toLowerCase();
  return text.includes(canary) || text.includes(tenant.schema);
}

async function leftOnConnections(app: NestFastifyApplication): Promise<string[]> {
  const clusters = app.get(Clusters);
  const { pool, namespace } = clusters.get(clusters.control);
  const places = await restingPlaces(pool, 3);
  const left = places.find(({ role, path }) => role !== `${namespace}_app` || path !== '');
  return left ? [`a connection is left as ${left.role} in "${left.path}"`] : [];
}
