import { join } from 'node:path';
import { runCli } from './cli.js';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  ...(process.stderr.isTTY && { columns: process.stderr.columns }),
};
// Not process.exit(): standard output may be a pipe that somebody still reads.
process.exitCode = await runCli(process.argv.slice(2), join(import.meta.dirname, '..', '..', '..'), terminal);
