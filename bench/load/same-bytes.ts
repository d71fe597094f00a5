import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';

interface Given {
  readonly type: string;
  readonly body: string;
}

/** A process of its own: what Fastify alone does when it sends the same bytes. Says its port when it listens. */
const { type, body } = JSON.parse(await text(process.stdin)) as Given;
const bytes = Buffer.from(body);
const server = fastify();
server.get('/*', (_request, reply) => reply.type(type).send(bytes));
await server.listen({ port: 0, host: 'localhost' });
const { port } = server.addresses()[0] as AddressInfo;
process.stdout.write(`${port}\n`);
