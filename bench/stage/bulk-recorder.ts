import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Stands between a process and its OpenSearch, passes everything on, and keeps the lines of what is put there by bulk. */
export class BulkRecorder {
  readonly lines: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async start(openSearchUrl: string): Promise<BulkRecorder> {
    const server = createServer();
    const recorder = new BulkRecorder(server, new URL(openSearchUrl));
    server.on('request', (asked, answer) => {
      recorder.pass(asked, answer).catch(() => answer.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return recorder;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await text(asked);
    const { method, url, headers } = asked;
    const passed = request(new URL(url!, this.target), { method, headers: { ...headers, host: this.target.host } });
    passed.end(body);
    const [given] = (await once(passed, 'response')) as [IncomingMessage];
    answer.writeHead(given.statusCode!, given.headers);
    given.pipe(answer);
    if (/\/_bulk\b/.test(url!)) this.lines.push(...body.split('\n').filter(Boolean));
  }
}
