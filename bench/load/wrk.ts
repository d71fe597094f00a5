import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headersOf } from '../http/client.js';
import { output } from './child.js';
import type { Load, Outcome } from './outcome.js';

interface Summary {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

const script = join(import.meta.dirname, 'wrk.lua');

/** wrk in one thread, so that it takes no more than one processor. */
export async function loadByWrk({ port, calls, connections, seconds, folder, from }: Load): Promise<Outcome> {
  const requests = join(folder, 'requests.txt');
  const texts = calls.map((call) => {
    const body = call.body === undefined ? '' : JSON.stringify(call.body);
    const headers = Object.entries({ ...headersOf(call, port), ...(body && { 'content-length': bytes(body) }) });
    const head = [`${call.method ?? 'GET'} ${call.path} HTTP/1.1`, ...headers.map((header) => header.join(': '))];
    return [...head, '', body].join('\r\n');
  });
  writeFileSync(requests, texts.map((text) => `${bytes(text)}\n${text}`).join(''));
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '--latency', '-s', script];
  const said = await output('wrk', [
    ...options,
    `http://localhost:${port}`,
    '--',
    requests,
    ...(from === undefined ? [] : [String(from)]),
  ]);
  const summary = JSON.parse(/^@@(.*)$/m.exec(said)?.[1] ?? 'null') as Summary | null;
  if (!summary) throw new Error(`wrk has printed no summary: ${said}`);
  return { ...summary, perSecond: summary.requests / summary.seconds };
}

const bytes = (text: string): string => String(Buffer.byteLength(text));
