import { join } from 'node:path';
import { settleRuntime } from '#kernel/runtime';
import { currentLaunch } from './launch.js';
import { Standalone } from './standalone.js';

settleRuntime();
const launch = currentLaunch();
const standalone = new Standalone(launch, join(import.meta.dirname, '..', '..', '..'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => standalone.stop());
process.on('uncaughtException', (error) => standalone.fail(error));
process.on('exit', () => standalone.atExit());
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined); // nobody reads any more
launch.handOver();
process.exit(await standalone.run());
