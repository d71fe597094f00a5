import type { INestApplicationContext } from '@nestjs/common';
import { type DeadJobFilter, DeadJobs, deadJobFilterOf } from '#platform/jobs';
import { OperatorsService } from '#platform/operators';
import { type Command, type Outcome, UsageError } from '../command.js';
import { filterOptions, jobIdFrom, optionsAs, withTenant } from './job-filter.js';
import { deadDetails } from './job-views.js';

const ofAll = {
  ...filterOptions,
  kind: { type: 'string', value: '<kind>', about: 'Only tasks of this name, such as search.index-post.' },
} as const;

export const jobRetry: Command = {
  name: 'job retry',
  summary: 'Try a task again that was given up, or with --all every one of them.',
  optionalArg: 'id',
  options: { all: { type: 'boolean', about: 'All that were given up, or those that the options name.' }, ...ofAll },
  run: async (given, workplace) => {
    const [id] = given.args;
    const isAll = given.options['all'] === true;
    if (isAll === (id !== undefined)) throw new UsageError('Give the id of a task, or --all.');
    const stray = isAll ? undefined : Object.keys(ofAll).find((name) => given.options[name] !== undefined);
    if (stray) throw new UsageError(`--${stray} goes with --all.`);
    if (id === undefined) {
      const filter = optionsAs(deadJobFilterOf, given);
      return workplace.withApplication(async (app) => retryAll(app, await withTenant(app, given, filter)));
    }
    const job = jobIdFrom(id);
    return workplace.withApplication((app) => retryOne(app, job));
  },
};

async function retryOne(app: INestApplicationContext, id: number): Promise<Outcome> {
  const job = await app.get(DeadJobs).retry(await app.get(OperatorsService).root(), id);
  return { json: job, text: `Ready again:\n${deadDetails(job)}` };
}

async function retryAll(app: INestApplicationContext, filter: DeadJobFilter): Promise<Outcome> {
  const operator = await app.get(OperatorsService).root();
  let retried = 0;
  for (;;) {
    const batch = await app.get(DeadJobs).retryMany(operator, filter);
    retried += batch.retried;
    if (batch.left === 0 || batch.retried === 0) break; // none: somebody else has them in hand
  }
  return { json: { retried }, text: retried === 1 ? '1 task is ready again.' : `${retried} tasks are ready again.` };
}
