import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What programs ask for again and again: told whether it has changed. It is no page, and nothing in it runs. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, type: string, content: string): void {
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  void reply.headers({
    'content-type': `${type}; charset=utf-8`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache', // a community may be closed to guests at any time
    vary: 'cookie',
    etag,
  });
  const isKnown = request.headers['if-none-match']?.replaceAll('W/', '').includes(etag);
  void (isKnown ? reply.status(304).send() : reply.send(content));
}
