import type { FastifyReply, FastifyRequest } from 'fastify';

const headers = [
  ...['Origin', 'Content-Length', 'Content-Type', 'Authorization', 'Idempotency-Key', 'Accept-Language'],
  ...['Tus-Resumable', 'Upload-Length', 'Upload-Offset', 'Upload-Metadata'],
].join(',');

/**
 * Clients that are served from elsewhere (desktop, a front end on another host) may call the API: it is opened by a
 * token that they hold, never by a cookie, so any origin may (identity 2.5). Answers whether this was a preflight.
 */
export function allowOrigins(request: FastifyRequest, reply: FastifyReply): boolean {
  const { origin, host } = request.headers;
  void reply.header('vary', 'Origin');
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return false;
  void reply.header('access-control-allow-origin', '*');
  if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
  void reply.status(204).headers({
    'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS',
    'access-control-allow-headers': headers,
    'access-control-max-age': '43200',
  });
  return true;
}
