import { Agent, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** A member of one of many communities, and what the server has acknowledged to this community so far. */
export interface Place {
  readonly canary: string;
  readonly host: string;
  readonly role: string;
  readonly schema: string;
  readonly tokens: readonly string[];
  readonly memberIds: readonly number[];
  readonly posts: Map<number, string>;
  readonly comments: Map<number, string>;
  readonly stars: Set<string>;
  readonly follows: Set<string>;
  readonly whispers: Set<string>;
  /** Pairs of member and post that nobody has tried to star yet: a second try would take the star back. */
  readonly unstarred: { member: number; post: number }[];
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Destroys the socket after so many milliseconds. */
  readonly abortAfter?: number;
}

/** Browsers and scripts of many people: a few connections that stay open, each carrying requests for any community. */
export class Crowd {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 40 });
  private seed = 20_261_122;

  constructor(private readonly port: number) {}

  close(): void {
    this.agent.destroy();
  }

  /** The same numbers in every run. */
  random(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  /** Undefined for a request that was broken off before it was answered. */
  send(host: string, { method, path, token, body, abortAfter }: Sent): Promise<Reply | undefined> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      host,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
      }),
    };
    return new Promise((resolve, reject) => {
      const sent = request({ port: this.port, host: '127.0.0.1', agent: this.agent, method, path, headers });
      const breakOff = abortAfter === undefined ? undefined : setTimeout(() => sent.destroy(), abortAfter);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          clearTimeout(breakOff);
          resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString('utf8') });
        });
        response.on('error', () => resolve(undefined));
      });
      sent.on('error', (error) => (breakOff ? resolve(undefined) : reject(error)));
      sent.end(payload);
    });
  }

  /** Runs `total` turns, so many of them at a time. */
  async run(total: number, atOnce: number, turn: (number: number) => Promise<void>): Promise<void> {
    let next = 0;
    const visitor = async (): Promise<void> => {
      while (next < total) await turn((next += 1));
    };
    await Promise.all(Array.from({ length: atOnce }, visitor));
  }
}

const anyCanary = /zq\d\dzq/g;
export const canaryOf = (number: number): string => `zq${String(number).padStart(2, '0')}zq`;

/** The words of other communities in a text. */
export const foreignWords = (text: string, own: string): string[] =>
  (text.match(anyCanary) ?? []).filter((word) => word !== own);
