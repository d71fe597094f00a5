import { formerJobsOf, jobOf, ticketIn } from './ticket-jobs.js';
import type { ClaimedTask } from '../task.js';

const task: ClaimedTask = {
  ...{ id: 7, cluster: 'main', fence: 3, tenantRole: 't', kind: 'spec.task', class: 'notify' },
  ...{ payload: { name: 'heron' }, attempts: 1, schemaVersion: 1, turn: 1 },
};

describe('a job', () => {
  it('is the ticket of its task, and nothing of what it is about', () => {
    const { data } = jobOf(task);
    expect(data).toEqual({ id: 7, cluster: 'main', fence: 3 });
    expect(ticketIn(JSON.parse(JSON.stringify(data)), ['other', 'main'])).toEqual(data);
  });

  it('comes the later the more of its community came before', () => {
    const priorities = [1, 2, 9, 200, 10 ** 9].map((turn) => jobOf({ ...task, turn }).opts.priority);
    expect(priorities).toEqual([0, 1, 8, 199, 2 ** 21 - 1]);
  });

  it('takes the place of the one by which its task was given out before', () => {
    expect(formerJobsOf([task, { ...task, id: 8, fence: 1 }, { ...task, id: 9, fence: 2 }])).toEqual([
      jobOf({ ...task, fence: 1 }).opts.jobId,
    ]);
  });

  it.each<unknown>([
    ...[null, undefined, 7, 'main', [], {}, { id: 7, fence: 3 }, { id: 7, cluster: 'main' }],
    ...['7', 7.5, NaN, 0, -7, 2 ** 53, null, [7]].map((id) => ({ id, cluster: 'main', fence: 3 })),
    ...['3', 3.5, 0, -3, 2 ** 31, null].map((fence) => ({ id: 7, cluster: 'main', fence })),
    ...['elsewhere', '', null, ['main'], 'constructor'].map((cluster) => ({ id: 7, cluster, fence: 3 })),
  ])('that is no ticket of this deployment is told from one: %j', (data) => {
    expect(ticketIn(data, ['main'])).toBeNull();
  });
});
