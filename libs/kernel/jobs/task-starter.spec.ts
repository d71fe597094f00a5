import type { Clusters } from '#kernel/database';
import type { Log } from '#kernel/logging';
import type { Task, TaskTicket } from './task.js';
import { TaskStarter } from './task-starter.js';
import type { TasksRepository } from './tasks.repository.js';
import type { WorkerPresence } from './worker-presence.js';

const ticket = (id: number, more: Partial<TaskTicket> = {}): TaskTicket => ({ id, cluster: 'main', fence: 1, ...more });

interface Parts {
  readonly begin?: (database: { name: string }, tickets: readonly TaskTicket[]) => Promise<Partial<Task>[]>;
  readonly all?: () => { name: string }[];
}

/** Over two clusters that have every row that they are asked for, unless a part is replaced. */
function starterOf({ begin = async (_, tickets) => [...tickets], all }: Parts = {}) {
  const asked: [string, number[]][] = [];
  const warned: unknown[] = [];
  const clusters = {
    all: all ?? (() => [{ name: 'main' }, { name: 'second' }, { name: 'unseen' }]),
    database: (name: string) => ({ name }),
  } as unknown as Clusters;
  const tasks = {
    begin: (database: { name: string }, tickets: readonly TaskTicket[]) => {
      asked.push([database.name, tickets.map(({ id }) => id)]);
      return begin(database, tickets);
    },
  } as unknown as TasksRepository;
  const log = { warn: (message: unknown) => warned.push(message) } as unknown as Log;
  const presence = { number: () => 1, isSeen: (name: string) => name !== 'unseen' } as unknown as WorkerPresence;
  const starter = new TaskStarter(clusters, tasks, presence, log);
  const beginAll = (...tickets: unknown[]) => Promise.all(tickets.map((one) => starter.begin(one as TaskTicket)));
  return { beginAll, asked, warned };
}

describe('tasks that a transport brings', () => {
  it('are left alone where the server does not see this process', async () => {
    const { beginAll, asked } = starterOf();
    expect(await beginAll(ticket(1, { cluster: 'unseen' }), ticket(2))).toEqual([null, ticket(2)]);
    expect(asked).toEqual([['main', [2]]]);
  });

  it('are taken by one statement of each cluster when they come in the same moment', async () => {
    const { beginAll, asked } = starterOf();
    const begun = await beginAll(ticket(1), ticket(2, { cluster: 'second' }), ticket(3));
    expect(begun.map((task) => task?.id)).toEqual([1, 2, 3]);
    expect(asked).toEqual([
      ['main', [1, 3]],
      ['second', [2]],
    ]);
  });

  it('are run once when they come twice, and not when they were given out anew', async () => {
    const { beginAll } = starterOf({ begin: async () => [ticket(1), ticket(2, { fence: 3 })] });
    const begun = await beginAll(ticket(1), ticket(1), ticket(2));
    expect(begun.map((task) => task?.id)).toEqual([1, undefined, undefined]);
  });

  it('of no known cluster are answered too, beside the others', async () => {
    const { beginAll, warned } = starterOf();
    const begun = await beginAll(ticket(1, { cluster: 'elsewhere' }), ticket(2), {});
    expect(begun.map((task) => task?.id)).toEqual([undefined, 2, undefined]);
    expect(warned).toEqual([]);
  });

  it('are all answered where a cluster fails, and what others have goes on', async () => {
    const { beginAll, warned } = starterOf({
      begin: async ({ name }, tickets) => {
        if (name === 'main') throw new Error('away');
        return [...tickets];
      },
    });
    const begun = await beginAll(ticket(1), ticket(2, { cluster: 'second' }));
    expect(begun.map((task) => task?.id)).toEqual([undefined, 2]);
    expect(warned).toHaveLength(1);
  });

  it.each<[string, Parts, unknown]>([
    ['what is no ticket', {}, null],
    [
      'clusters that cannot be named',
      { all: () => [].map(() => ({ name: '' })).concat(undefined as never) },
      ticket(1),
    ],
  ])('are answered, as none, beside %s', async (_, parts, one) => {
    const { beginAll, warned } = starterOf(parts);
    expect(await beginAll(one, ticket(2))).toEqual([null, null]);
    expect(warned).toHaveLength(1);
  });

  it('are taken again after that', async () => {
    const { beginAll } = starterOf();
    await beginAll(null);
    expect((await beginAll(ticket(3)))[0]?.id).toBe(3);
  });
});
