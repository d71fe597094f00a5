import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { Agent, request } from 'node:http';

export interface Asked {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

export interface Told {
  readonly status: number;
  readonly text: string;
}

/** Somebody's connection to a server, which stays open: one process has it from its beginning to its end. */
export class Line {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private ownPort = 0;

  constructor(
    private readonly port: number,
    private readonly host: string,
  ) {}

  ask(method: string, path: string, { token, body, idempotencyKey }: Asked = {}): Promise<Told> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      host: this.host,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.agent },
        (answer) => {
          let read = '';
          this.ownPort = answer.socket.localPort ?? 0;
          answer.on('data', (chunk: Buffer) => (read += chunk.toString()));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: read }));
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  }

  get = (path: string, token?: string): Promise<Told> => this.ask('GET', path, { token });
  post = (path: string, body: unknown, token?: string): Promise<Told> => this.ask('POST', path, { body, token });

  /** Which of these processes has its other end; asked after a first answer. */
  serverAmong(pids: readonly number[]): number | undefined {
    const inode = socketAt(this.port, this.ownPort);
    return inode === undefined ? undefined : pids.find((pid) => socketsOf(pid).includes(`socket:[${inode}]`));
  }

  close(): void {
    this.agent.destroy();
  }
}

/** The processes that this one has started. */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

const address = (port: number): string => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;

/** The inode of the server's end of a connection over loopback. */
function socketAt(port: number, otherPort: number): string | undefined {
  const rows = readFileSync('/proc/net/tcp', 'utf8').split('\n');
  const row = rows
    .map((line) => line.trim().split(/\s+/))
    .find(([, own, other]) => own === address(port) && other === address(otherPort));
  return row?.[9];
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((name) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${name}`);
      } catch {
        return ''; // closed meanwhile
      }
    });
  } catch {
    return []; // it has ended
  }
}
