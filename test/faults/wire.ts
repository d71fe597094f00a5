import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export interface Call {
  readonly host: string;
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  /** By which the request is known when it comes again. */
  readonly key?: string;
}

/** How long somebody tries again whose request had no answer, or was told that it could not be served now. */
const patience = 60_000;

/** Everybody who calls the api, over connections that stay open. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 48 });

  constructor(private readonly port: number) {}

  /** The `data` of the answer; throws what else came. */
  async call<T = Record<string, unknown>>(call: Call): Promise<T> {
    const { status, json } = await this.send(call);
    const { code, data } = json as { code?: number; data?: T };
    if (status !== 200 || code !== 0) throw new Refused(call, status, json);
    return data as T;
  }

  /** As a client does that does not know whether it was heard: the same again, until there is an answer. */
  async insist<T = Record<string, unknown>>(call: Call): Promise<T> {
    for (const until = performance.now() + patience; ; await pause(100)) {
      try {
        return await this.call<T>(call);
      } catch (error) {
        if (error instanceof Refused && error.status < 500) throw error;
        if (performance.now() > until) throw error;
      }
    }
  }

  async send({ host, method = 'GET', path, token, body, key }: Call): Promise<{ status: number; json: unknown }> {
    const headers = {
      host,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    };
    const sent = request({ agent: this.agent, host: '127.0.0.1', port: this.port, method, path, headers });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const said = await text(answer);
    return { status: answer.statusCode!, json: said.startsWith('{') ? JSON.parse(said) : {} };
  }

  close(): void {
    this.agent.destroy();
  }
}

export class Refused extends Error {
  constructor(
    { method = 'GET', host, path }: Call,
    readonly status: number,
    json: unknown,
  ) {
    super(`${method} ${host}${path} was answered with ${status}: ${JSON.stringify(json).slice(0, 300)}`);
  }
}

/** Calls `work` with 0 to count - 1, so many at a time. */
export async function inParallel(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, lane));
}

export async function untilTrue(holds: () => Promise<boolean>, most: number, every = 100): Promise<number> {
  const since = performance.now();
  while (!(await holds())) {
    if (performance.now() - since > most) throw new Error(`It did not happen in ${most} ms.`);
    await pause(every);
  }
  return performance.now() - since;
}
