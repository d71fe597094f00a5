import type { INestApplicationContext } from '@nestjs/common';
import { stretchOf } from '#kernel/http';
import { DeadJobs, deadJobFilterOf, type JobFilter, jobFilterOf, JobsService } from '#platform/jobs';
import { type Command, type Given, type Outcome, textOption, UsageError, type Workplace } from '../command.js';
import { filterOptions, optionsAs, withTenant } from './job-filter.js';
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
    if (textOption(given, 'state') === 'dead') return listDead(given, workplace);
    const stray = Object.keys(ofDead).find((name) => given.options[name] !== undefined);
    if (stray) throw new UsageError(`--${stray} goes with --state dead.`);
    const filter = optionsAs(jobFilterOf, given);
    return workplace.withApplication(async (app) => countAll(app, await withTenant(app, given, filter)));
  },
};

async function countAll(app: INestApplicationContext, filter: JobFilter): Promise<Outcome> {
  const jobs = await app.get(JobsService).read(filter);
  const more = jobs.dead > 0 ? '\n\nWhat was given up, and why: job list --state dead' : '';
  return { json: jobs, text: jobsText(jobs) + more };
}

function listDead(given: Given, workplace: Workplace): Promise<Outcome> {
  const filter = optionsAs((options) => deadJobFilterOf({ ...options, state: undefined }), given);
  const stretch = optionsAs(stretchOf, given);
  return workplace.withApplication(async (app) => {
    const list = await app.get(DeadJobs).list(await withTenant(app, given, filter), stretch);
    if (list.items.length === 0) return { json: list, text: 'No task has been given up.' };
    const more = list.next ? `\nMore: --cursor ${list.next}` : '';
    return { json: list, text: deadText(list.items) + more };
  });
}
