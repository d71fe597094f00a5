import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Heard {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Listening {
  readonly port: number;
  readonly host: string;
  readonly token?: string | undefined;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who stays connected to `/live`, as a browser does. */
export class Ear {
  private text = '';
  private isOver = false;

  private constructor(
    private readonly sent: ClientRequest,
    private readonly answer: IncomingMessage,
  ) {
    answer.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    answer.on('error', () => undefined);
    answer.once('close', () => (this.isOver = true));
  }

  static async open({ port, host, token, query = {}, headers = {} }: Listening): Promise<Ear> {
    const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const sent = request({
      host: '127.0.0.1',
      port,
      path: `/live?${asked}`,
      headers: {
        host,
        accept: 'text/event-stream',
        ...(token !== undefined && { cookie: `session=${token}` }),
        ...headers,
      },
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve);
      sent.on('error', reject); // afterwards without effect
    });
    sent.end();
    return new Ear(sent, await answer);
  }

  get status(): number {
    return this.answer.statusCode ?? 0;
  }

  get headers(): IncomingMessage['headers'] {
    return this.answer.headers;
  }

  get events(): Heard[] {
    const whole = this.text.split('\n\n').slice(0, -1);
    return whole.map((one) => {
      const [event = '', data = ''] = one.split('\n').map((line) => line.replace(/^\w+: /, ''));
      return { event, data: JSON.parse(data) as Heard['data'] };
    });
  }

  /** What was told besides that the way is open. */
  get news(): string[] {
    return this.events.map(({ event }) => event).filter((event) => !['hello', 'anew', 'beat'].includes(event));
  }

  /** Waits for it; answers what is told with it. */
  async hears(event: string, within = 5_000): Promise<Heard['data']> {
    for (const from = Date.now(); Date.now() - from < within; await pause(10)) {
      const found = this.events.find((one) => one.event === event);
      if (found) return found.data;
    }
    throw new Error(`There was no ${event}: ${this.text}`);
  }

  /** Waits for it; answers how many milliseconds that took. */
  async ends(within = 5_000): Promise<number> {
    const from = Date.now();
    for (; !this.isOver; await pause(10))
      if (Date.now() - from > within) throw new Error(`It stays open: ${this.text}`);
    return Date.now() - from;
  }

  get isOpen(): boolean {
    return !this.isOver;
  }

  close(): void {
    this.sent.destroy();
  }
}
