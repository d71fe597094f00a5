import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, get } from 'node:http';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** Node's option by which a process can be asked later; until then it changes nothing. */
export const askableOn = (port: number): string => `--inspect-port=127.0.0.1:${port}`;

/** Has another Node process collect its garbage, over its inspector, which SIGUSR1 opens. */
export async function collectGarbage(pid: number, port: number): Promise<void> {
  process.kill(pid, 'SIGUSR1');
  const target = await patiently(() => findTarget(port));
  const socket = await upgrade(`http://127.0.0.1:${port}/${target}`);
  try {
    socket.write(textFrame('{"id":1,"method":"HeapProfiler.collectGarbage"}'));
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
      if (answer.includes('"id":1')) return;
    }
    throw new Error('The process has ended before it collected its garbage.');
  } finally {
    socket.destroy();
  }
}

async function findTarget(port: number): Promise<string> {
  const answer = await response(get(`http://127.0.0.1:${port}/json/list`));
  const [target] = (await json(answer)) as { id: string }[];
  return target!.id;
}

async function upgrade(url: string): Promise<Duplex> {
  const key = randomBytes(16).toString('base64');
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': key,
  };
  const [, socket] = (await once(get(url, { headers }), 'upgrade')) as [unknown, Duplex];
  return socket;
}

const response = async (request: ClientRequest) =>
  ((await once(request, 'response')) as [import('node:http').IncomingMessage])[0];

/** One whole WebSocket message of less than 126 bytes, masked as a client has to. */
function textFrame(text: string): Buffer {
  const [mask, payload] = [randomBytes(4), Buffer.from(text)];
  const masked = payload.map((byte, index) => byte ^ mask[index % 4]!);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, masked]);
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
