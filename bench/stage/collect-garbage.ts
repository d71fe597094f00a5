import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Inspector } from './inspector.js';

/** Node's option by which a process can be asked later; until then it changes nothing. */
export const askableOn = (port: number): string => `--inspect-port=127.0.0.1:${port}`;

/** Has another Node process collect its garbage, over its inspector, which SIGUSR1 opens. */
export async function collectGarbage(pid: number, port: number): Promise<void> {
  process.kill(pid, 'SIGUSR1');
  const target = await patiently(() => findTarget(port));
  const inspector = await Inspector.connect(`ws://127.0.0.1:${port}/${target}`);
  try {
    await inspector.ask('HeapProfiler.collectGarbage');
  } finally {
    inspector.close();
  }
}

async function findTarget(port: number): Promise<string> {
  const [answer] = (await once(get(`http://127.0.0.1:${port}/json/list`), 'response')) as [IncomingMessage];
  const [target] = (await json(answer)) as { id: string }[];
  return target!.id;
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 50) throw error; // the inspector opens a moment after the signal
      await pause(100);
    }
  }
}
