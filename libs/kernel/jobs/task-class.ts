/** The queues: what a task is about decides how many of its kind run at a time. */
export const taskClasses = ['notify', 'index', 'media', 'mail', 'outbound', 'lifecycle', 'maintenance'] as const;
export type TaskClass = (typeof taskClasses)[number];

/** How many tasks of each class run at once. */
export type Concurrency = Readonly<Record<TaskClass, number>>;

/** Beside requests, in one process: half of its connections, and no class is without any. */
export const embeddedConcurrency: Concurrency = {
  notify: 3,
  index: 2,
  media: 1,
  mail: 1,
  outbound: 1,
  lifecycle: 1,
  maintenance: 1,
};

/** In a process that serves no requests beside. */
export const workerConcurrency: Concurrency = {
  notify: 8,
  index: 8,
  media: 2,
  mail: 4,
  outbound: 8,
  lifecycle: 2,
  maintenance: 2,
};
