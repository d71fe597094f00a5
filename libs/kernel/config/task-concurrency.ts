/** The queues: what a task is about decides how many of its kind run at a time. */
export const taskClasses = ['notify', 'index', 'media', 'mail', 'outbound', 'lifecycle', 'maintenance'] as const;
export type TaskClass = (typeof taskClasses)[number];

const most = 200;

/** `notify=8,media=0`: those that are named. */
export function taskConcurrency(value: string): Readonly<Partial<Record<TaskClass, number>>> {
  const found: Partial<Record<TaskClass, number>> = {};
  for (const part of value.split(',').map((text) => text.trim())) {
    const [, name = '', number = ''] = /^([a-z]+)=(\d{1,4})$/.exec(part) ?? [];
    const known = taskClasses.find((one) => one === name);
    if (!known || Number(number) > most || known in found) {
      throw new Error(
        `must name classes of tasks (${taskClasses.join(', ')}) once each, with a number from 0 to ${most}, such as "notify=8,media=0", but holds "${part}".`,
      );
    }
    found[known] = Number(number);
  }
  return found;
}
