import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly message: { id: string; type: string; at: string; tenant: Record<string, unknown> | null; data: object };
}

/** Takes messages on this machine, and answers them as a test wants. */
export class Receiver {
  readonly taken: Received[] = [];
  answer: (response: ServerResponse, received: Received) => void = (response) => void response.writeHead(204).end();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    const made = new Receiver(server);
    server.on('request', (request, response: ServerResponse) => {
      void text(request).then((body) => {
        const received = { headers: request.headers, body, message: JSON.parse(body) as Received['message'] };
        made.taken.push(received);
        made.answer(response, received);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
