import type { INestApplicationContext } from '@nestjs/common';

/** By then all tasks have been handed back; what still hangs, such as a statement that waits for a lock, is left. */
const within = 9_000;

/** Hands back what does not end in some seconds; whoever asks a second time waits no longer. */
export function stopOnSignal(app: INestApplicationContext): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(0), within);
    try {
      await app.close();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}
