import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A statement as the product sent it. */
export interface Sent {
  /** Number of the connection. */
  readonly connection: number;
  readonly sql: string;
  readonly values: readonly (string | null)[];
  /** How many statements of the connection had been sent before it, and how many of them had been answered by then. */
  readonly place: number;
  readonly answered: number;
}

const letter = (text: string): number => text.charCodeAt(0);
const [query, parse, bind, readyForQuery] = [letter('Q'), letter('P'), letter('B'), letter('Z')];

/** Answers are held back so long, in milliseconds: what is sent without waiting for them has come by then. */
const heldBack = 8;

/**
 * Stands between a process and its PostgreSQL, passes everything on, and keeps what is asked and what was known by
 * then: so nothing of the product has to tell.
 */
export class StatementRecorder {
  readonly sent: Sent[] = [];
  private readonly sockets = new Set<Socket>();
  private connections = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async start(databaseUrl: string): Promise<StatementRecorder> {
    const server = createServer({ noDelay: true });
    const recorder = new StatementRecorder(server, new URL(databaseUrl));
    server.on('connection', (client) => recorder.join(client));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return recorder;
  }

  /** The same database, by way of here. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket): void {
    const upstream = connect({ host: this.target.hostname, port: Number(this.target.port), noDelay: true });
    const log = new ConnectionLog(this.connections++, this.sent);
    const [asked, answered] = [new Messages(true), new Messages(false)];
    client.on('data', (chunk) => {
      asked.add(chunk, (type, body) => log.ask(type, body));
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      setTimeout(() => {
        answered.add(chunk, (type) => log.answer(type));
        client.write(chunk);
      }, heldBack);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined); // its end is what counts
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}

/** Cuts a stream into the messages of the protocol; the client's first one has no type. */
class Messages {
  private rest = Buffer.alloc(0);

  constructor(private untyped: boolean) {}

  add(chunk: Buffer, each: (type: number, body: Buffer) => void): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      const head = this.untyped ? 0 : 1;
      if (this.rest.length < head + 4) return;
      const end = head + this.rest.readInt32BE(head);
      if (this.rest.length < end) return;
      const type = this.untyped ? 0 : this.rest[0]!;
      const body = this.rest.subarray(head + 4, end);
      this.untyped = false;
      this.rest = this.rest.subarray(end);
      each(type, body);
    }
  }
}

class ConnectionLog {
  private readonly prepared = new Map<string, string>();
  private place = 0;
  private answered = -1; // the first answer is to the log-in

  constructor(
    private readonly connection: number,
    private readonly sent: Sent[],
  ) {}

  ask(type: number, body: Buffer): void {
    if (type === query) this.note(textsOf(body, 1)[0]!, []);
    if (type === parse) {
      const [name, sql] = textsOf(body, 2) as [string, string];
      this.prepared.set(name, sql);
    }
    if (type === bind) this.note(this.prepared.get(textsOf(body, 2)[1]!)!, valuesOf(body));
  }

  answer(type: number): void {
    if (type === readyForQuery) this.answered += 1;
  }

  private note(sql: string, values: (string | null)[]): void {
    this.sent.push({ connection: this.connection, sql, values, place: this.place++, answered: this.answered });
  }
}

/** The first texts of a message, each ended by a zero. */
function textsOf(body: Buffer, count: number): string[] {
  const texts: string[] = [];
  for (let from = 0; texts.length < count;) {
    const end = body.indexOf(0, from);
    texts.push(body.toString('utf8', from, end));
    from = end + 1;
  }
  return texts;
}

/** Of a Bind message. A binary value is given as PostgreSQL writes bytes. */
function valuesOf(body: Buffer): (string | null)[] {
  let at = body.indexOf(0, body.indexOf(0) + 1) + 1;
  const short = (): number => body.readInt16BE((at += 2) - 2);
  const formats = Array.from({ length: short() }, short);
  return Array.from({ length: short() }, (_, index) => {
    const length = body.readInt32BE((at += 4) - 4);
    if (length < 0) return null;
    const bytes = body.subarray(at, (at += length));
    const isBinary = (formats.length === 1 ? formats[0] : formats[index]) === 1;
    return isBinary ? `\\x${bytes.toString('hex')}` : bytes.toString('utf8');
  });
}
