import { Agent, request, type RequestOptions } from 'node:http';
import type { Got, Wire } from './stale-judges.js';

/** The processes of a deployment that answer requests. */
export interface Web {
  readonly ports: readonly number[];
  /** Whether several processes share the port: nobody knows then which one has answered. */
  readonly isShared: boolean;
}

export interface Sending {
  readonly host: string;
  readonly via: number;
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly token?: string | undefined;
  /** Whether a browser sends it. */
  readonly isPage?: boolean;
  readonly body?: object | undefined;
  /** By which the request is known when it comes again. */
  readonly key?: string;
  /** Of the answer that is there already. */
  readonly tag?: string | undefined;
}

export interface Received extends Got {
  readonly tag: string | undefined;
}

/** Everybody who asks one of the processes, over connections that stay open. */
export class WebWire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });
  private asked = 0;

  constructor(readonly web: Web) {}

  /** Another number for each request where it may be any process. */
  chooseProcess(random: number): number {
    this.asked += 1;
    return this.web.isShared ? this.asked : Math.floor(random * this.web.ports.length);
  }

  /** The one that was asked before, as far as that can be chosen. */
  sameProcess(via: number): number {
    return this.web.isShared ? this.chooseProcess(0) : via;
  }

  async send(sending: Sending): Promise<Received> {
    const { via, path, method = 'GET', body } = sending;
    const { ports } = this.web;
    const bytes = body === undefined ? undefined : JSON.stringify(body);
    const headers = { ...headersOf(sending), ...(bytes && { 'content-length': Buffer.byteLength(bytes) }) };
    const port = ports[via % ports.length];
    const { status, text, tag } = await this.exchange({ host: '127.0.0.1', port, method, path, headers }, bytes);
    return { status, text, tag, json: text.startsWith('{') ? (JSON.parse(text) as Wire) : {} };
  }

  private exchange(options: RequestOptions, bytes: string | undefined): Promise<Omit<Received, 'json'>> {
    return new Promise((resolve, reject) => {
      const sent = request({ ...options, agent: this.agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode!, text, tag: answer.headers.etag });
        });
      });
      sent.on('error', reject);
      sent.end(bytes);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function headersOf({ host, token, isPage, body, key, tag }: Sending): Record<string, string> {
  return {
    host,
    ...(token && (isPage ? { cookie: `session=${token}` } : { authorization: `Bearer ${token}` })),
    ...(isPage && { accept: 'text/html' }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
    ...(tag && { 'if-none-match': tag }),
  };
}
