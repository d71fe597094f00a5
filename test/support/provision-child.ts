import pg from 'pg';
import { PlatformDatabase } from '#kernel/database';
import { TenantSetup } from '#kernel/tenancy';
import { OperatorsService } from '#platform/operators';
import { OperationsRunner, ProvisioningService } from '#platform/provisioning';
import type { TemplateName } from '#platform/templates';
import { createApi } from '../../apps/api/create-api.js';
import { testConfig } from './worker-cluster.js';

/** What a test tells the process that it is going to kill. */
export interface Errand {
  readonly url: string;
  readonly namespace: string;
  readonly root: string;
  readonly slug: string;
  /** Makes the community, tries to but can never succeed, or finishes what is due (such as removing it). */
  readonly work: 'create' | 'fail' | 'resume';
  /** Ends by SIGKILL at this point, counted from 1; 0: lives to the end. */
  readonly killAt: number;
  /** Ends by SIGKILL as this step of an operation of this kind has been done, and nobody has noted that. */
  readonly killAfter?: { readonly kind: string; readonly step: string };
  readonly template?: TemplateName;
}

/** A server process of its own that does one thing and ends, by itself or by SIGKILL. Prints how many points it passed. */
export async function run(errand: Errand): Promise<void> {
  const { app } = await createApi(testConfig(), errand);
  const root = await app.get(OperatorsService).root();
  await app.get(PlatformDatabase).query('select 1');
  if (errand.work === 'fail') app.get(TenantSetup).setUp = () => Promise.reject(new TypeError('A bug.'));
  if (errand.killAfter) killAfter(app.get(OperationsRunner), errand.killAfter);
  const points = pointsUntil(errand.killAt);
  if (errand.work !== 'resume') {
    const owner = { username: 'camellia', password: 'green and black' };
    const { slug, template } = errand;
    const request = { slug, name: 'Tea', owner, ...(template && { template }) };
    const create = () => app.get(ProvisioningService).create(root, slug, request);
    try {
      while ('operation' in (await create())); // it takes its time on a busy machine
    } catch (error) {
      if (errand.work !== 'fail') throw error;
    }
  } else await app.get(OperationsRunner).resume();
  process.stdout.write(`${points()}\n`);
  process.exit(0);
}

function killAfter(runner: OperationsRunner, { kind, step }: NonNullable<Errand['killAfter']>): void {
  const wanted = runner
    .all()
    .find((saga) => saga.kind === kind)!
    .steps.find(({ name }) => name === step)!;
  const { run: work } = wanted;
  wanted.run = async (...given) => {
    await work(...given);
    process.kill(process.pid, 'SIGKILL');
  };
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/**
 * The points are those at which what is on disk changes: before and after each COMMIT, and after each statement about
 * an operation. Within a transaction one point is like another, for all of it goes with the process.
 */
function pointsUntil(last: number): () => number {
  let point = 0;
  const pass = () => void (++point === last && process.kill(process.pid, 'SIGKILL'));
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...args) {
    const text = textOf(args[0]).trim();
    if (text === 'COMMIT') pass();
    const answer = query.apply(this, args);
    const changes = text === 'COMMIT' || (/^(update|with due)/.test(text) && text.includes('platform.operation'));
    if (changes && answer instanceof Promise) void answer.then(pass, pass);
    return answer;
  };
  return () => point;
}

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : ((statement as { text?: string }).text ?? '');
