import type { INestApplicationContext } from '@nestjs/common';
import { stretchOf } from '#kernel/http';
import { DeadJobs, type JobFilter, JobsService } from '#platform/jobs';
import { type Command, type Given, type Outcome, textOption, UsageError } from '../command.js';
import { filterFrom, filterOptions } from './job-filter.js';
import { deadText, jobsText } from './job-views.js';

const ofDead = {
  kind: { type: 'string', value: '<kind>', about: 'With --state dead: only tasks of this name.' },
  limit: { type: 'string', value: '<number>', about: 'With --state dead: how many, 1 to 100, 20 if not given.' },
  cursor: { type: 'string', value: '<cursor>', about: 'With --state dead: `next` of the list before.' },
} as const;

export const jobList: Command = {
  name: 'job list',
  summary: 'What there is to do, for whom and since when; with --state dead what was given up, and why.',
  options: {
    ...filterOptions,
    state: { type: 'string', value: '<state>', about: 'ready, queued, running, parked or dead.' },
    ...ofDead,
  },
  run: async (given, workplace) => {
    const isDead = textOption(given, 'state') === 'dead';
    const stray = isDead ? undefined : Object.keys(ofDead).find((name) => given.options[name] !== undefined);
    if (stray) throw new UsageError(`--${stray} goes with --state dead.`);
    return workplace.withApplication(async (app) => {
      const filter = await filterFrom(app, given);
      return isDead ? listDead(app, filter, given) : countAll(app, filter);
    });
  },
};

async function countAll(app: INestApplicationContext, filter: JobFilter): Promise<Outcome> {
  const jobs = await app.get(JobsService).read(filter);
  const more = jobs.dead > 0 ? '\n\nWhat was given up, and why: job list --state dead' : '';
  return { json: jobs, text: jobsText(jobs) + more };
}

async function listDead(app: INestApplicationContext, filter: JobFilter, given: Given): Promise<Outcome> {
  const list = await app.get(DeadJobs).list(filter, stretchOf(given.options));
  if (list.items.length === 0) return { json: list, text: 'No task has been given up.' };
  const more = list.next ? `\nMore: --cursor ${list.next}` : '';
  return { json: list, text: deadText(list.items) + more };
}
