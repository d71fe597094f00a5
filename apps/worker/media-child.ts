import { Config, loadConfig } from '#kernel/config';
import { serveTasks } from '#kernel/jobs';
import { createApi } from '../api/create-api.js';

/** One for the unit of work of its one task, one for all else. */
const connections = 2;

serveTasks(async (deployment) => {
  const config = new Config(Object.assign({}, loadConfig(), { databaseConnections: connections }));
  return (await createApi(config, deployment)).app;
});
