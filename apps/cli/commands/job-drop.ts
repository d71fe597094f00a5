import { DeadJobs } from '#platform/jobs';
import { OperatorsService } from '#platform/operators';
import type { Command } from '../command.js';
import { jobIdFrom } from './job-filter.js';
import { deadDetails } from './job-views.js';

export const jobDrop: Command = {
  name: 'job drop',
  summary: 'Drop a task for good that was given up: what it was for is not done.',
  args: ['id'],
  run: async ({ args: [text = ''] }, workplace) => {
    const id = jobIdFrom(text);
    return workplace.withApplication(async (app) => {
      const job = await app.get(DeadJobs).drop(await app.get(OperatorsService).root(), id);
      return { json: job, text: `Dropped:\n${deadDetails(job)}` };
    });
  },
};
