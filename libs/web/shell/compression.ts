import { brotliCompressSync, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptsEncoding, gzipLevel as level, leastCompressed } from '#kernel/http';

/** Of a page, which is another one each time. */
export function sendCompressed(request: FastifyRequest, reply: FastifyReply, plain: Buffer): void {
  if (plain.length < leastCompressed || !acceptsEncoding(request.headers, 'gzip')) return void reply.send(plain);
  gzip(plain, { level }, (error, bytes) => {
    if (error) void reply.send(plain);
    else void reply.header('content-encoding', 'gzip').send(bytes);
  });
}

const kept = new Map<string, Buffer>();

/** Of a file that is always the same under its name: as small as it can be, once in a process. */
export function sendKept(request: FastifyRequest, reply: FastifyReply, name: string, text: string): void {
  void reply.header('vary', 'accept-encoding');
  if (text.length < leastCompressed || !acceptsEncoding(request.headers, 'br')) return void reply.send(text);
  const bytes =
    kept.get(name) ?? brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
  kept.set(name, bytes);
  void reply.header('content-encoding', 'br').send(bytes);
}
