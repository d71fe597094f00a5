import type { FastifyInstance } from 'fastify';
import { scope } from '#kernel/scope';
import type { Siblings } from '#kernel/siblings';
import type { TenantDirectory } from '#kernel/tenancy';

const topic = 'tenants';
const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Where several processes share a port, what a request has changed is answered only after the others have heard of it, so
 * that whoever asks next is answered by what they wrote, whichever process it is. Others elsewhere hear a little later.
 */
export function answerWhenHeard(fastify: FastifyInstance, siblings: Siblings, directory: TenantDirectory): void {
  if (!siblings.any) return;
  siblings.answer(topic, () => directory.refresh());
  fastify.addHook('onSend', (request, { statusCode }, payload, done) => {
    if (reading.has(request.method)) return done(null, payload);
    const isOfPlatform = scope.current().tenant === undefined && statusCode < 400;
    const tenants = isOfPlatform ? Promise.all([directory.refresh(), siblings.ask(topic, null)]) : null;
    const told = siblings.untilHeard();
    if (!tenants && !told) return done(null, payload);
    void Promise.all([tenants, told]).then(() => done(null, payload));
  });
}
