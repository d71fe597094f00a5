import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Call {
  readonly host: string;
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Our own client: for what is asked once and for what is looked at closely. Load comes from another process. */
export class Client {
  private readonly agent: Agent;

  constructor(
    readonly port: number,
    connections = 16,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async send(call: Call): Promise<Answer> {
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const outgoing = request({
      agent: this.agent,
      host: 'localhost',
      port: this.port,
      path: call.path,
      method: call.method ?? 'GET',
      headers: headersOf(call, this.port),
    });
    outgoing.end(body);
    const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    return { status: incoming.statusCode!, headers: incoming.headers, text: await text(incoming) };
  }

  /** The `data` of an answer of `/v1`, or an error that shows what came instead. */
  async data<T>(call: Call): Promise<T> {
    const answer = await this.send(call);
    const { code, data } = parsed(answer) as { code?: number; data?: T };
    if (answer.status !== 200 || code !== 0) throw new UnexpectedAnswer(call, answer);
    return data as T;
  }

  close(): void {
    this.agent.destroy();
  }
}

/** As they go out, for our client and for the load alike. */
export function headersOf({ host, headers, body }: Call, port: number): Record<string, string> {
  return { host: `${host}:${port}`, ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) };
}

export class UnexpectedAnswer extends Error {
  constructor({ method = 'GET', host, path }: Call, { status, text: said }: Answer) {
    super(`${method} ${host}${path} was answered with ${status}: ${said.slice(0, 300)}`);
  }
}

export function parsed({ text: json }: Answer): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}
